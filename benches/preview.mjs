// Measures the preview as an editor meets it: from the write on disk to the new words painted in Chromium.
//
//   node benches/preview.mjs PROGRAM [PAGES…]     PROGRAM: the built jiangxin; PAGES: sizes of the site, 100 and 10000
//
// The sites are made by benches/corpus.py. PLAYWRIGHT_HOME is the folder with node_modules/playwright-core, CHROMIUM the
// browser (/usr/bin/chromium), SAVES how often a file is saved (40). Prints a table in Markdown.
import { createRequire } from 'node:module';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const HERE = import.meta.dirname;
const SAVES = Number(process.env.SAVES ?? 40);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const now = () => performance.timeOrigin + performance.now();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** The value below which a share of the sorted samples lies. */
const quantile = (samples, share) => samples.toSorted((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(samples.length * share))];

/** Starts the preview; gives its address and the milliseconds until the first page is answered. */
async function start(program, root) {
  const started = now();
  const child = spawn(program, ['serve', '--port', '0', '--root', root, '--lang', 'en'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const address = await new Promise((found, failed) => {
    child.stdout.on('data', (part) => {
      said += part;
      const line = /http:\/\/localhost:\d+\//.exec(said);
      if (line) found(line[0]);
    });
    child.on('exit', (code) => failed(new Error(`serve ended with ${code}`)));
  });
  await (await fetch(`${address}news/p000000/`)).text();
  const first = now() - started;
  const stop = () => new Promise((done) => (child.removeAllListeners('exit'), child.on('exit', done), child.kill('SIGINT')));
  return { address, first, stop };
}

/** The moment at which words are on the screen: the frame that shows them has been handed over. */
const seen = (page, words) => page.evaluate((wanted) => new Promise((done) => {
  const look = () => {
    if (!document.body.textContent.includes(wanted)) return;
    watcher.disconnect();
    requestAnimationFrame(() => { const after = new MessageChannel(); after.port1.onmessage = () => done(performance.timeOrigin + performance.now()); after.port2.postMessage(0); });
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true, characterData: true });
  look();
}), words);

/** Saves one file again and again as `change` says; gives the milliseconds of each save. */
async function saves(page, file, change, byRename) {
  const text = readFileSync(file, 'utf8');
  const samples = [];
  for (let n = 0; n < SAVES; n += 1) {
    const mark = `改${n}处`;
    const shown = seen(page, mark);
    // Saves come neither at once nor in step with the program's own looks at the files.
    await pause(300 + Math.random() * 500);
    const from = now();
    if (byRename) {
      writeFileSync(`${file}.tmp~`, change(text, mark));
      renameSync(`${file}.tmp~`, file);
    } else {
      writeFileSync(file, change(text, mark));
    }
    samples.push((await shown) - from);
    await pause(200);
  }
  writeFileSync(file, text);
  await pause(1500);
  return samples;
}

async function measure(program, browser, count) {
  const above = mkdtempSync(path.join(os.tmpdir(), 'preview-bench-'));
  execFileSync('python3', ['-c', `import sys; sys.path.insert(0, ${JSON.stringify(HERE)}); import corpus; corpus.write(sys.argv[1], int(sys.argv[2]))`, above, String(count)]);
  rmSync(path.join(above, 'hugo'), { recursive: true });
  const root = path.join(above, 'jiangxin');
  const preview = await start(program, root);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(`${preview.address}news/p000000/`);
    await pause(3000);
    const file = path.join(root, 'content/news/p000000.md');
    const body = (text, mark) => text.replace(/\n\+\+\+\n\n/, `$&${mark}`);
    const title = (text, mark) => text.replace(/title = "/, `$&${mark}`);
    const rows = [
      ['text, saved in place', await saves(page, file, body, false)],
      ['text, saved by rename', await saves(page, file, body, true)],
      ['title, saved in place', await saves(page, file, title, false)],
    ];
    for (const [what, samples] of rows) console.log(`| ${count.toLocaleString('en')} | ${what} | ${quantile(samples, 0.5).toFixed(0)} ms | ${quantile(samples, 0.95).toFixed(0)} ms |`);
    return preview.first;
  } finally {
    await page.close();
    await preview.stop();
    rmSync(above, { recursive: true });
  }
}

async function main([program, ...sizes]) {
  const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'here.js'))('playwright-core');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const firsts = [];
  try {
    console.log('| pages | what is saved | median | 95th percentile |\n| ---: | --- | ---: | ---: |');
    for (const count of sizes.length ? sizes.map(Number) : [100, 10_000]) firsts.push([count, await measure(path.resolve(program), browser, count)]);
  } finally {
    await browser.close();
  }
  console.log(`\n${firsts.map(([count, ms]) => `From the start to the first page of ${count.toLocaleString('en')}: ${(ms / 1000).toFixed(2)} s.`).join(' ')}`);
}

if (process.argv.length < 3) {
  console.error('usage: node preview.mjs PROGRAM [PAGES…]');
  process.exitCode = 2;
} else {
  await main(process.argv.slice(2));
}
