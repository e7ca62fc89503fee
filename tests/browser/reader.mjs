// What a reader does with the tools of a page: size, colours, 长者模式, sharing, galleries, filters.
//
//   node reader.mjs OUTPUT
//
// PLAYWRIGHT_HOME and CHROMIUM as in check.mjs. The last line is `N passed, N failed`; exit status 1 if anything failed.
import { createRequire } from 'node:module';
import path from 'node:path';
import { serve } from './serve.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'here.js'))('playwright-core');
const tally = { passed: 0, failed: 0 };
function record(what, holds, more = '') {
  if (holds) tally.passed += 1;
  else {
    tally.failed += 1;
    console.log(`FAIL  ${what}  ${more}`);
  }
}

const size = (page) => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

async function choices(page, home) {
  await page.goto(home);
  record('18 px at first', (await size(page)) === 18);
  await page.click('.settings > summary');
  await page.check('input[name=jx-size][value="3"]');
  record('26 px at once', Math.round(await size(page)) === 26, await size(page));
  await page.check('input[name=jx-look][value=dark]');
  record('dark at once', (await ground(page)) === 'rgb(23, 19, 15)', await ground(page));
  await page.keyboard.press('Escape');
  record('Escape closes the settings', await page.evaluate(() => !document.querySelector('.settings').open && document.activeElement.tagName === 'SUMMARY'));
  await page.goto(`${home}about/`);
  record('both hold on the next page', Math.round(await size(page)) === 26 && (await ground(page)) === 'rgb(23, 19, 15)');
  await page.emulateMedia({ media: 'print' });
  record('paper stays white', (await ground(page)) === 'rgb(255, 255, 255)', await ground(page));
  await page.emulateMedia({ media: null });
  await page.click('.settings > summary');
  await page.check('input[name=jx-size][value="1"]');
  await page.check('input[name=jx-look][value=auto]');
  record('and are taken back', (await size(page)) === 18 && (await page.evaluate(() => localStorage.length)) === 0);
  await page.keyboard.press('Escape');
  await page.click('#jx-elder');
  const targets = await page.evaluate(() => [...document.querySelectorAll('.menu a, .tool')].every((e) => e.getBoundingClientRect().height >= 44));
  record('长者模式: large type, targets of 44 px', Math.round(await size(page)) === 22 && targets && (await page.getAttribute('#jx-elder', 'aria-pressed')) === 'true');
  await page.click('#jx-elder');
  record('and off again', (await size(page)) === 18);
}

/** Nothing moves while a page comes, however slowly: what was chosen holds from the first moment, and what scripts bring has its place. */
async function unmoved(page) {
  const slow = await serve(process.argv[2], { slow: true });
  const windows = [[390, '3'], [768, '1'], [1024, '1'], [1280, '1']];
  for (const [width, size] of windows) {
    const context = await page.context().browser().newContext({ viewport: { width, height: 844 } });
    await context.addInitScript((chosen) => {
      localStorage.setItem('jx-size', chosen);
      window.moved = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => { window.moved += e.value; })).observe({ type: 'layout-shift', buffered: true });
    }, size);
    for (const where of ['', 'about/', 'en/search/', 'en/notices/gzgf-2022-18/', 'zh-hant/notices/gzgf-2022-18/', 'en/features/laomo-jingshen/']) {
      const other = await context.newPage();
      await other.goto(slow.address + where, { waitUntil: 'load' });
      await other.waitForTimeout(150);
      const moved = await other.evaluate(() => window.moved);
      record(`nothing moves on /${where} at ${width} px`, moved < 0.02, moved);
      await other.close();
    }
    await context.close();
  }
  await slow.stop();
}

async function sharing(page, home) {
  await page.goto(`${home}about/`);
  await page.click('#jx-share-open');
  const shown = await page.evaluate(() => ({ open: document.getElementById('jx-share').open, link: document.querySelector('.share-link').textContent, canonical: document.querySelector('link[rel=canonical]')?.href, qr: !!document.querySelector('#jx-share svg') }));
  record('the panel shows the public address and its code', shown.open && shown.link === shown.canonical && shown.qr, JSON.stringify(shown));
  await page.keyboard.press('Escape');
  record('Escape closes it', await page.evaluate(() => !document.getElementById('jx-share').open));
}

async function gallery(page, home) {
  await page.goto(`${home}news/shili-jineng-jingsai/`);
  await page.locator('.gallery a').first().focus();
  await page.keyboard.press('Enter');
  const count = () => page.evaluate(() => document.querySelector('.viewer-count').textContent);
  record('a picture opens over the page', (await page.evaluate(() => document.getElementById('jx-viewer').open)) && (await count()) === '1 / 7', await count());
  await page.keyboard.press('ArrowRight');
  record('arrow keys turn', (await count()) === '2 / 7', await count());
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  record('round the end', (await count()) === '7 / 7', await count());
  await page.keyboard.press('Escape');
  const back = () => !document.getElementById('jx-viewer').open && document.activeElement === document.querySelectorAll('.gallery a')[6];
  // The dialog tells of its end in a task of its own.
  record('Escape closes, focus is on the picture seen last', await page.waitForFunction(back, null, { timeout: 2000 }).then(() => true, () => false));
}

async function filters(page, home) {
  await page.goto(`${home}news/`);
  await page.evaluate(() => { window.jxSame = 1; });
  await page.click('.filters a[href*="month/2022-04"]');
  await page.waitForFunction(() => location.pathname.endsWith('/news/month/2022-04/'));
  await page.waitForSelector('.filters [aria-current]');
  const titles = () => page.evaluate(() => document.querySelectorAll('.row-title').length);
  record('a filter turns the list without a new page', (await page.evaluate(() => window.jxSame === 1)) && (await titles()) === 3, await titles());
  const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((a) => a.href).filter((h) => h.startsWith(location.origin)));
  const answers = await page.evaluate((all) => Promise.all(all.map((l) => fetch(l).then((r) => [l, r.status]))), [...new Set(links.map((l) => l.split('#')[0]))]);
  record('every link of the page still leads somewhere', answers.every(([, status]) => status === 200), JSON.stringify(answers.filter(([, s]) => s !== 200)));
  await page.goBack();
  await page.waitForFunction(() => location.pathname.endsWith('/news/') && document.querySelectorAll('.row-title').length > 3);
  record('the way back is the browser’s', await page.evaluate(() => window.jxSame === 1));
}

const server = await serve(process.argv[2]);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const faults = [];
  page.on('pageerror', (e) => faults.push(e.message));
  for (const part of [choices, unmoved, sharing, gallery, filters]) await part(page, server.address);
  record('no script fails', faults.length === 0, faults.join('; '));
} finally {
  await browser.close();
  await server.stop();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed ? 1 : 0;
