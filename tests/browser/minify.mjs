// Compares every page of a minified build with the same page unminified: what is read and where every box stands.
//
//   node minify.mjs OUTPUT PLAIN     PLAIN: the same site built with --no-minify
//
// PLAYWRIGHT_HOME is the folder with node_modules/playwright-core, CHROMIUM the browser (/usr/bin/chromium).
// The last line is `N passed, N failed`; exit status 1 if anything failed.
import { createRequire } from 'node:module';
import path from 'node:path';
import { openOutput } from './output.mjs';
import { serve } from './serve.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const require = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'x.js'));
const { chromium } = require('playwright-core');

/** The text a reader sees, and the box of every element of the body, rounded to half a pixel. */
function look() {
  const box = (element) => {
    const r = element.getBoundingClientRect();
    return [element.tagName, r.x, r.y, r.width, r.height].map((n) => (typeof n === 'number' ? Math.round(n * 2) / 2 : n)).join(' ');
  };
  return { text: document.body.innerText, boxes: [...document.body.querySelectorAll('*')].map(box) };
}

const [minified, plain] = process.argv.slice(2).map((folder) => path.resolve(folder));
const site = openOutput(minified);
const servers = [await serve(minified), await serve(plain)];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
const context = await browser.newContext({ viewport: { width: 1024, height: 800 } });
const tabs = [await context.newPage(), await context.newPage()];
const tally = { passed: 0, failed: 0 };
for (const page of site.pages) {
  const seen = [];
  for (const n of [0, 1]) {
    await tabs[n].goto(servers[n].address + page, { waitUntil: 'load' });
    seen.push(await tabs[n].evaluate(look));
  }
  const faults = [];
  if (seen[0].text !== seen[1].text) {
    const at = [...seen[0].text].findIndex((c, i) => c !== [...seen[1].text][i]);
    faults.push(`reads differently near “${seen[1].text.slice(Math.max(0, at - 20), at + 20)}”`);
  }
  const moved = seen[1].boxes.findIndex((box, i) => box !== seen[0].boxes[i]);
  if (moved >= 0 || seen[0].boxes.length !== seen[1].boxes.length) faults.push(`a box moved: ${seen[1].boxes[moved]} became ${seen[0].boxes[moved]}`);
  tally[faults.length === 0 ? 'passed' : 'failed'] += 1;
  for (const fault of faults) console.log(`FAIL  /${decodeURI(page)}  ${fault}`);
}
await browser.close();
for (const server of servers) await server.stop();
if (tally.passed + tally.failed === 0) {
  console.log('FAIL  no page to compare');
  tally.failed += 1;
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
