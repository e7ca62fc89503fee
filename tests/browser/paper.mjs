// Holds the seed notice in 原文版式, on the screen and on paper, against GB/T 9704-2012.
//
//   node paper.mjs OUTPUT [PICTURES]     PICTURES: a folder to leave screenshots and the PDF in
//
// PLAYWRIGHT_HOME and CHROMIUM as for check.mjs. What is read from the PDF needs pdftotext (poppler-utils).
// The last line is `N passed, N failed`; exit status 1 if anything failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileOf, openOutput } from './output.mjs';
import { serve } from './serve.mjs';
import { FLAGS, MM, check, firstSlip, near, tally, wordsOf } from './sheet.mjs';

const STACKS = {
  song: ['FZXiaoBiaoSong-B05S', '方正小标宋简体', '方正小标宋_GBK', 'STZhongsong'],
  hei: ['SimHei', 'STHeiti'],
  kai: ['楷体_GB2312', 'KaiTi_GB2312', 'FZKai-Z03S', 'KaiTi', 'STKaiti'],
  fang: ['仿宋_GB2312', 'FangSong_GB2312', 'FZFangSong-Z02S', 'FangSong', 'STFangsong'],
};
const FACES = { '.issuer-mark': 'song', '.notice-title': 'song', '.docket': 'fang', '.addressees': 'fang', '.nh-1': 'hei', '.nh-2': 'kai', '.np': 'fang', '.point-text': 'fang', '.point-text .marker': 'fang', '.att-number': 'hei', '.colophon': 'fang' };

/** The first Chinese notice of the site. */
function seed(site) {
  const isNotice = (page) => /class="?[^">]*\bkind-notice\b/.test(readFileSync(fileOf(site.root, page), 'utf8')) && /<html[^>]*lang="?zh/.test(readFileSync(fileOf(site.root, page), 'utf8'));
  const page = site.pages.find(isNotice);
  if (page === undefined) throw new Error('the site has no Chinese notice');
  return page;
}

/** Runs in the page: the metrics of the sheet as the browser set it. */
function metrics(selectors) {
  const style = (e) => getComputedStyle(e);
  const sheet = document.querySelector('.sheet');
  const [box, own] = [sheet.getBoundingClientRect(), style(sheet)];
  const lines = (p) => {
    const text = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    const rows = new Map();
    for (let node = text.nextNode(); node; node = text.nextNode()) {
      for (let at = 0; at < node.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const [rect] = range.getClientRects();
        if (rect) rows.set(Math.round(rect.top), (rows.get(Math.round(rect.top)) ?? '') + node.data[at]);
      }
    }
    return [...rows.values()];
  };
  const paragraphs = [...sheet.querySelectorAll('.np, .point-text')].map(lines).filter((rows) => rows.length > 2);
  // The seed may have no second level or attached text: one of each is put in for the moment of reading.
  const probes = [['h3', 'nh nh-2'], ['p', 'att-number']].map(([tag, name]) => Object.assign(document.createElement(tag), { className: name }));
  sheet.querySelector('.notice-body').append(...probes);
  const fonts = Object.fromEntries(selectors.map((s) => [s, document.querySelector(`.sheet ${s}`)]).filter(([, e]) => e).map(([s, e]) => [s, style(e).fontFamily.split(',').map((f) => f.trim().replace(/"/g, ''))]));
  probes.forEach((probe) => probe.remove());
  const shown = (s) => [...document.querySelectorAll(s)].some((e) => e.getClientRects().length > 0);
  return {
    sheet: box.width,
    left: parseFloat(own.paddingLeft),
    top: parseFloat(own.paddingTop),
    area: sheet.querySelector('.notice-body').getBoundingClientRect().width,
    line: parseFloat(style(sheet.querySelector('.np')).lineHeight),
    size: parseFloat(style(sheet.querySelector('.np')).fontSize),
    title: parseFloat(style(sheet.querySelector('.notice-title')).fontSize),
    indent: parseFloat(style(sheet.querySelector('.np')).textIndent),
    rule: sheet.querySelector('.red-rule').getBoundingClientRect().width,
    mark: style(sheet.querySelector('.issuer-mark')).color,
    fonts,
    firsts: paragraphs.map((rows) => rows[0].length),
    full: paragraphs.flatMap((rows) => rows.slice(1, -1)).filter((row) => !/[\x00-\xff]/.test(row)).map((row) => row.length),
    extras: ['.done', '.anchor', '.toc', '.drawer'].filter(shown),
    files: shown('.files'),
    prevails: document.querySelector('.prevails')?.innerText ?? '',
    scroll: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}

async function onScreen(page, pictures) {
  await page.click('label[for=jx-paper]');
  const seen = await page.evaluate(metrics, Object.keys(FACES));
  near('width of the sheet', seen.sheet / MM, 210, 0.5, 'mm');
  near('left margin', seen.left / MM, 28, 0.5, 'mm');
  near('top margin', seen.top / MM, 37, 0.5, 'mm');
  near('width of the type area', seen.area / MM, 156, 0.5, 'mm');
  near('line', seen.line / MM, 10.227, 0.02, 'mm');
  near('body', seen.size * 0.75, 16, 0.01, 'pt');
  near('title', seen.title * 0.75, 22, 0.01, 'pt');
  near('first line indent', seen.indent / (seen.area / 28), 2, 0.01, 'characters');
  near('red rule', seen.rule / MM, 156, 0.5, 'mm');
  check('mark is red', /^rgb\((1[5-9]\d|2\d\d), \d{1,2}, \d{1,2}\)$/.test(seen.mark), seen.mark);
  for (const [selector, fonts] of Object.entries(seen.fonts)) {
    const wanted = STACKS[FACES[selector]];
    check(`fonts of ${selector}`, wanted.every((name, at) => fonts[at] === name), fonts.slice(0, 3).join(', '));
  }
  const share = seen.full.filter((n) => n === 28).length / Math.max(1, seen.full.length);
  check('a full line holds 28 characters', Math.max(...seen.full) === 28 && share > 0.5, `${seen.full.length} full lines, at most ${Math.max(...seen.full)}, ${Math.round(share * 100)} % with 28`);
  check('a first line holds 26', Math.max(...seen.firsts) === 26, `at most ${Math.max(...seen.firsts)} in ${seen.firsts.length} paragraphs`);
  check('chips, anchors and contents are gone', seen.extras.length === 0, seen.extras.join(' ') || 'none shown');
  check('the page says which text prevails', seen.prevails !== '', seen.prevails);
  if (pictures) await page.screenshot({ path: path.join(pictures, 'paper-1280.png'), fullPage: true });
  await page.focus('#jx-paper');
  await page.keyboard.press('ArrowLeft');
  check('the keyboard leads back', await page.isChecked('#jx-reading'), 'ArrowLeft chooses 阅读版式');
  if (pictures) await page.screenshot({ path: path.join(pictures, 'reading-1280.png'), fullPage: true });
}

async function citing(page, pictures) {
  const anchor = page.locator('.point .anchor[data-cite]').first();
  const wanted = await anchor.getAttribute('data-cite');
  await anchor.click();
  check('a citation names title, number and place', /^《.+》（.+〔\d{4}〕\d+号）第.+部分第.+点$/.test(wanted), wanted);
  const codes = await page.evaluate(() => [document.querySelector('.cite-qr img')?.src, document.querySelector('.code[data-for=s1-p1] img')?.src, document.querySelector('.cite-qr img')?.alt]);
  check('the dialog shows its QR code', codes[0] !== undefined && codes[0] === codes[1] && codes[2] !== '', codes[2]);
  check('the dialog shows it', (await page.innerText('#jx-cite .cite-text')) === wanted, await page.innerText('#jx-cite .cite-link'));
  await page.click('#jx-cite [data-copy=text]');
  await page.waitForFunction(() => document.querySelector('.cite-said').textContent !== '');
  check('copying answers', true, await page.innerText('.cite-said'));
  if (pictures) await page.screenshot({ path: path.join(pictures, 'cite-1280.png') });
  await page.keyboard.press('Escape');
  check('Escape closes it', !(await page.isVisible('#jx-cite')), 'closed');
}

/** Without scripts on a phone: the switch works, nothing scrolls sideways. */
async function onPhone(browser, url, pictures) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  await page.click('label[for=jx-paper]');
  const seen = await page.evaluate(metrics, []);
  check('360 px without scripts', seen.scroll <= 0 && seen.extras.length === 0, `${seen.scroll} px to scroll, ${seen.extras.join(' ') || 'no extras'} shown`);
  if (pictures) await page.screenshot({ path: path.join(pictures, 'paper-360.png'), fullPage: true });
  await context.close();
}

async function onPaper(page, folder) {
  const pdf = path.join(folder, 'notice.pdf');
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const pages = wordsOf(pdf);
  if (pages === null) return console.log('SKIPPED: the PDF, since pdftotext (poppler-utils) is not installed');
  const slips = pages.splice(firstSlip(pages));
  check('what the site adds stands on sheets of its own', slips.length > 0 && slips.flatMap((p) => p.words).some((w) => w.text.includes('要点')), `${slips.length} after ${pages.length}`);
  const last = pages.length - 1;
  check('A4', pages.every((p) => Math.abs(p.width - 210) < 0.5 && Math.abs(p.height - 297) < 0.5), `${pages[0].width.toFixed(1)} × ${pages[0].height.toFixed(1)} mm`);
  check('pages', pages.length >= 5 && pages.length <= 14, `${pages.length} pages`);
  const inside = pages.map((p) => p.words.filter((w) => (w.top + w.bottom) / 2 < 262));
  const body = inside.slice(0, last).flat();
  near('left margin on paper', Math.min(...body.map((w) => w.left)), 28, 0.5, 'mm');
  near('right margin on paper', 210 - Math.max(...body.map((w) => w.right)), 26, 0.7, 'mm');
  const lines = inside.map((words) => new Set(words.map((w) => Math.round((w.top + w.bottom) / 2))).size);
  check('a full page holds 22 lines', Math.max(...lines.slice(0, last)) === 22, lines.join(' '));
  check('the first page shows body text', inside[0].some((w) => w.text.length >= 26), `${lines[0]} lines`);
  const side = (p, n) => p.words.filter((w) => w.top > 262 && w.text.includes(String(n + 1))).map((w) => (w.left > 105 ? 'right' : 'left'))[0] ?? 'none';
  const sides = pages.map(side);
  check('page numbers: odd right, even left', sides.every((s, n) => s === (n % 2 === 0 ? 'right' : 'left')), sides.join(' '));
}

async function main([output, pictures]) {
  const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'here.js'))('playwright-core');
  const site = openOutput(output);
  const server = await serve(site.root);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const folder = pictures ?? mkdtempSync(path.join(tmpdir(), 'paper-'));
  try {
    const url = server.address + seed(site);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(url);
    await onScreen(page, pictures);
    await citing(page, pictures);
    await onPaper(page, folder);
    await onPhone(browser, url, pictures);
  } finally {
    await browser.close();
    await server.stop();
    if (!pictures) rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

if (process.argv.length < 3) {
  console.error('usage: node paper.mjs OUTPUT [PICTURES]');
  process.exitCode = 2;
} else {
  await main(process.argv.slice(2)).catch((error) => {
    console.error(`the checks could not run: ${error.message}`);
    process.exitCode = 1;
  });
}
