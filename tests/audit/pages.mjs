// axe-core on one page of every kind and language at every width and in every mode; what each page weighs over the wire without
// its pictures; how far its layout shifts.   node pages.mjs OUTPUT ADDRESS
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onePerKind } from './site.mjs';

const require = createRequire(path.join(process.env.AUDIT_HOME, 'x.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [output, address] = process.argv.slice(2);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const KB = { home: 150, other: 60 };

/** Width, what the system asks for, what the reader chose. */
const MODES = [
  { name: '390 light', width: 390 },
  { name: '768 light', width: 768 },
  { name: '1440 light', width: 1440 },
  { name: '390 dark', width: 390, dark: true },
  { name: '1440 dark', width: 1440, dark: true },
  { name: '1440 dark, chosen', width: 1440, kept: { 'jx-look': 'dark' } },
  { name: '1440 high contrast, chosen', width: 1440, kept: { 'jx-look': 'contrast' } },
  { name: '390 more contrast, system', width: 390, contrast: 'more' },
  { name: '390 长者模式', width: 390, kept: { 'jx-elder': '1', 'jx-size': '2' } },
  { name: '320 largest type', width: 320, kept: { 'jx-size': '3' } },
  { name: '1440 grey', width: 1440, grey: true },
  { name: '1440 原文版式', width: 1440, hash: '#jx-paper' },
  // axe itself needs scripts: the page's own does not come
  { name: '1440 without its script', width: 1440, scripts: false },
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
const pages = onePerKind(output);
const faults = new Map();
const fault = (text, where) => faults.set(text, [...(faults.get(text) ?? []), where]);
let runs = 0;
let heaviest = 0;
let home = 0;
let worst = 0;
for (const mode of MODES) {
  const context = await browser.newContext({ viewport: { width: mode.width, height: 900 }, colorScheme: mode.dark ? 'dark' : 'light', contrast: mode.contrast, bypassCSP: true });
  if (mode.kept) await context.addInitScript((kept) => Object.entries(kept).forEach(([k, v]) => localStorage.setItem(k, v)), mode.kept);
  if (mode.scripts === false) await context.route('**/*.js', (route) => route.abort());
  if (mode.scripts !== false) {
    await context.addInitScript(() => {
      window.auditShift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => { if (!e.hadRecentInput) window.auditShift += e.value; })).observe({ type: 'layout-shift', buffered: true });
    });
  }
  for (const { file, kind } of pages) {
    const page = await context.newPage();
    await page.goto(new URL(encodeURI(file.replace(/index\.html$/, '')) + (mode.hash ?? ''), address).href, { waitUntil: 'load' });
    if (mode.grey) await page.evaluate(() => document.documentElement.classList.add('grey'));
    const where = `${mode.name}  /${file}`;
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) fault(`the page scrolls sideways by ${wide} px`, where);
    if (mode.scripts !== false) {
      await page.waitForTimeout(120);
      const { shift, bytes } = await page.evaluate(() => {
        const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource').filter((r) => r.initiatorType !== 'img' && !/\.(svg|png|jpe?g|webp|avif|ico)$/.test(r.name))];
        return { shift: window.auditShift, bytes: all.reduce((sum, e) => sum + e.encodedBodySize, 0) };
      });
      const kilobytes = Math.ceil(bytes / 1024);
      if (kind === 'home') home = Math.max(home, kilobytes); else heaviest = Math.max(heaviest, kilobytes);
      if (kilobytes > (KB[kind] ?? KB.other)) fault(`weighs ${kilobytes} KB`, where);
      worst = Math.max(worst, shift);
      // The official layout is put into sheets once the page is there: that moves what stands below.
      if (shift > 0.01 && !mode.hash) fault(`the layout shifts by ${shift.toFixed(3)}`, where);
    }
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    runs += 1;
    for (const v of found.violations) fault(`${v.id}: ${v.help}  ${v.nodes[0].target.join(' ')}  ${v.nodes[0].any[0]?.message ?? ''}`, where);
    await page.close();
  }
  await context.close();
}
await browser.close();
for (const [text, where] of faults) console.log(`FAIL  ${where.length} × ${text}\n      ${where[0]}`);
console.log(`${pages.length} pages in ${MODES.length} modes: ${runs} axe runs, ${faults.size} kinds of fault; home ${home} KB, heaviest other ${heaviest} KB; layout shift at most ${worst.toFixed(3)}`);
process.exitCode = faults.size ? 1 : 0;
