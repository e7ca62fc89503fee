// Lighthouse, mobile, on the home page, a notice and a profile: 100 in each of its four categories.   node scores.mjs ADDRESS OUTPUT
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onePerKind } from './site.mjs';

const [address, output] = process.argv.slice(2);
const program = path.join(process.env.AUDIT_HOME, 'node_modules/.bin/lighthouse');
const lang = /lang="?([A-Za-z-]+)/.exec(readFileSync(path.join(output, 'index.html'), 'utf8'))[1];
const chosen = onePerKind(output).filter((p) => p.lang === lang && ['home', 'notice', 'profile'].includes(p.kind));
const scratch = mkdtempSync(path.join(os.tmpdir(), 'scores-'));
const lines = [];
let low = false;
for (const { file, kind } of chosen) {
  const to = path.join(scratch, `${kind}.json`);
  const url = new URL(encodeURI(file.replace(/index\.html$/, '')), address).href;
  execFileSync(program, [url, '--quiet', '--output=json', `--output-path=${to}`, `--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --user-data-dir=${path.join(scratch, kind)}`], { stdio: ['ignore', 'inherit', 'inherit'] });
  const report = JSON.parse(readFileSync(to, 'utf8'));
  const scores = Object.values(report.categories).map((c) => Math.round(c.score * 100));
  for (const category of Object.values(report.categories).filter((c) => c.score < 1)) {
    for (const ref of category.auditRefs.filter((r) => r.weight > 0 && (report.audits[r.id].score ?? 1) < 1)) console.log(`${kind}: ${category.id}: ${ref.id} ${report.audits[ref.id].title} ${report.audits[ref.id].displayValue ?? ''}`);
  }
  low ||= scores.some((s) => s < 100);
  lines.push(`${kind} ${scores.join('/')}`);
}
rmSync(scratch, { recursive: true, force: true });
console.log(lines.join(', ') + ' (performance/accessibility/best practices/SEO)');
process.exitCode = low || chosen.length < 3 ? 1 : 0;
