// Reads the built site as somebody does who changes its language: the switch, both versions side by side on a wide screen, on a
// narrow one, on paper and without scripts, terms at their first use, the traditional version.
//
//   node languages.mjs OUTPUT [PICTURES]     OUTPUT: what `jiangxin build` wrote for this repository
//
// PLAYWRIGHT_HOME and CHROMIUM as for check.mjs. The last line is `N passed, N failed`; exit status 1 if anything failed.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openOutput } from './output.mjs';
import { serve } from './serve.mjs';
import { FLAGS, check, tally } from './sheet.mjs';

const [folder, pictures] = process.argv.slice(2);
const require = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'languages.js'));
const { chromium } = require('playwright-core');
const { root, base } = openOutput(folder);
const server = await serve(root);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
const NOTICE = 'notices/gzgf-2022-18/';

const open = async (address, width, more = {}) => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...more });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (r) => asked.push(r.url()));
  await page.goto(server.address + address);
  return { page, asked, close: () => context.close() };
};
const below = (page) => page.url().slice(server.address.length);

// The switch leads to the same page in the other language and back, and every version names all others.
{
  const { page, close } = await open(NOTICE, 1280);
  const links = await page.$$eval('link[hreflang]', (all) => all.map((l) => [l.hreflang, l.href]));
  for (const [lang, href] of links.filter(([l]) => l !== 'x-default')) {
    await page.goto(server.address + href.slice(base.length));
    const there = await page.$$eval('link[hreflang]', (all) => all.map((l) => [l.hreflang, l.href]));
    check(`${lang}: names every version and itself`, JSON.stringify(there) === JSON.stringify(links) && (await page.getAttribute('html', 'lang')) === lang, there.map(([l]) => l).join(' '));
  }
  await page.goto(server.address + NOTICE);
  for (const [lang, at] of [['en', `en/${NOTICE}`], ['zh-Hant', `zh-hant/${NOTICE}`], ['zh-Hans', NOTICE]]) {
    await page.focus(`.versions a[hreflang="${lang}"]`);
    await page.keyboard.press('Enter');
    await page.waitForURL(server.address + at);
    check(`the switch to ${lang}, by the keyboard`, below(page) === at, below(page));
  }
  await close();
}

// Nobody is sent to another language: the page that was asked for is the page that is shown, whatever the browser prefers.
for (const locale of ['en-US', 'zh-TW']) {
  const { page, close } = await open(NOTICE, 1280, { locale });
  await page.waitForTimeout(200);
  check(`a browser that prefers ${locale} stays where it was`, below(page) === NOTICE, below(page) || '/');
  await close();
}

// Side by side on a wide screen, passage under passage on a narrow one; the same without scripts.
const pairs = (page) =>
  page.$$eval('.pair-rows .pair', (rows) =>
    rows.map((row) => {
      const [left, right] = ['.side-left', '.side-right'].map((s) => row.querySelector(s)?.getBoundingClientRect());
      return left && right ? { beside: right.left >= left.right - 30 && Math.abs(left.top - right.top) < 4, under: right.top >= left.bottom - 1 } : null;
    }),
  );
for (const [width, scripts] of [[1280, true], [390, true], [320, false]]) {
  const { page, asked, close } = await open(NOTICE, width, { javaScriptEnabled: scripts });
  await page.click('.beside a');
  await page.waitForURL(`${server.address}${NOTICE}bilingual/`);
  const rows = (await pairs(page)).filter(Boolean);
  const holds = rows.length > 15 && rows.every((r) => (width > 860 ? r.beside : r.under));
  check(`${width} px${scripts ? '' : ', without scripts'}: ${width > 860 ? 'side by side' : 'one under the other'}`, holds, `${rows.length} rows`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(`${width} px: nothing scrolls sideways`, over <= 0, `${over} px`);
  const strange = asked.filter((url) => !url.startsWith(server.address) && !url.startsWith('data:'));
  check(`${width} px: nothing is asked of another host`, strange.length === 0, strange[0] ?? 'nothing');
  if (pictures && scripts) await page.screenshot({ path: path.join(pictures, `bilingual-${width}.png`) });
  await close();
}

// What stands beside what: each point beside the point of the same number.
{
  const { page, close } = await open(`${NOTICE}bilingual/`, 1280);
  const ids = await page.$$eval('.pair-rows .pair', (rows) =>
    rows.map((row) => ['.side-left', '.side-right'].map((s) => [...(row.querySelector(s)?.querySelectorAll('[id]') ?? [])].map((e) => e.id.replace(/^jx-en-/, '')).sort().join(' '))),
  );
  const wrong = ids.filter(([left, right]) => left !== right);
  check('every row holds the same anchors on both sides', wrong.length === 0 && ids.some(([left]) => left.includes('s3-p3')), wrong[0]?.join(' | ') ?? `${ids.length} rows`);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 720, height: 1000 });
  const printed = (await pairs(page)).filter(Boolean);
  check('on paper the two stand side by side', printed.every((r) => r.beside), `${printed.length} rows`);
  const hidden = await page.$$eval('.masthead, .footer, .beside', (all) => all.every((e) => e.getClientRects().length === 0));
  check('on paper there is no navigation', hidden, hidden);
  await close();
}

// The Chinese of a term: seen under the pointer and with the focus, in the text for a screen reader, not in what is copied.
{
  const { page, close } = await open('en/features/chanye-gongren-gaige/', 1280);
  const term = page.locator('a.glossed').first();
  const tip = term.locator('.glossed-zh');
  const shown = () => tip.evaluate((e) => getComputedStyle(e).opacity === '1' && getComputedStyle(e).clipPath === 'none');
  const before = await shown();
  await term.focus();
  const focused = await shown();
  check('the Chinese of a term shows with the focus', !before && focused, `${before}, then ${focused}`);
  const name = await term.evaluate((e) => e.textContent);
  check('and is part of what is read out', /[\u4e00-\u9fff]/.test(name), name);
  const copied = await page.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('a.glossed').closest('p'));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return getSelection().toString();
  });
  check('and is not copied with the sentence', !copied.includes('('.concat(name.match(/[\u4e00-\u9fff、“”]+/)[0])), copied.slice(0, 60));
  await term.click();
  await page.waitForURL(/\/en\/glossary\/#/);
  const target = await page.evaluate(() => document.querySelector(':target')?.textContent.trim().slice(0, 60));
  check('it leads to its place in the glossary', Boolean(target), target);
  if (pictures) await page.screenshot({ path: path.join(pictures, 'glossary-1280.png') });
  await close();
}

// The traditional version by double click: the switch works from a folder too.
{
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(path.join(root, 'zh-hant', NOTICE, 'index.html')).href);
  const text = await page.textContent('main');
  check('traditional characters', /學習宣傳貫徹/.test(text) && !/学习宣传/.test(text), text.match(/學習宣傳[^，。]{0,10}/)?.[0] ?? 'none');
  const links = await page.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href')).filter((h) => /[\u4e00-\u9fff]/.test(h)));
  check('addresses are percent-encoded or plain', links.length === 0, links[0] ?? 'all');
  await context.close();
}

await browser.close();
await server.stop();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed > 0 ? 1 : 0);
