// What the checks of sheets share: how a check is told, and what a PDF holds.
import { spawnSync } from 'node:child_process';

export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const MM = 96 / 25.4;

export const tally = { passed: 0, failed: 0 };
export function check(what, holds, seen) {
  tally[holds ? 'passed' : 'failed'] += 1;
  console.log(`${holds ? 'ok  ' : 'FAIL'}  ${what}: ${seen}`);
}
export const near = (what, value, wanted, by, unit) => check(what, Math.abs(value - wanted) <= by, `${value.toFixed(2)} ${unit}, wanted ${wanted} ± ${by}`);

/** The first page of what the site adds behind the notice: it gives the address. */
export function firstSlip(pages) {
  const at = pages.findIndex((p) => p.words.some((w) => w.text.includes('https://')));
  return at < 0 ? pages.length : at;
}

/** Pages and words of a PDF in mm, from pdftotext; null where that is missing. */
export function wordsOf(pdf) {
  const run = spawnSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.error || run.status !== 0) return null;
  const mm = (points) => (Number(points) * 25.4) / 72;
  return run.stdout.split('<page ').slice(1).map((part) => {
    const [, width, height] = part.match(/width="([\d.]+)" height="([\d.]+)"/);
    const words = [...part.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g)];
    return { width: mm(width), height: mm(height), words: words.map(([, x, y, right, bottom, text]) => ({ left: mm(x), top: mm(y), right: mm(right), bottom: mm(bottom), text })) };
  });
}
