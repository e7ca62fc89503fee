// Holds the fixtures of tests/data/forms, one for each form of GB/T 9704-2012, against clauses 7.4, 7.5 and 10: in sheets
// on the screen, on paper, and without scripts.
//
//   node forms.mjs OUTPUT [PICTURES]     OUTPUT: what `jiangxin build --root tests/data/forms` wrote
//
// PLAYWRIGHT_HOME and CHROMIUM as for check.mjs. What is read from the PDF needs pdftotext (poppler-utils).
// The last line is `N passed, N failed`; exit status 1 if anything failed.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openOutput } from './output.mjs';
import { serve } from './serve.mjs';
import { FLAGS, check, firstSlip, near, tally, wordsOf } from './sheet.mjs';

const FORMS = ['document', 'letter', 'order', 'minutes'];

/** Runs in the page: what stands where, in mm from the top of its sheet of A4, pages from 0. */
function read() {
  const sheet = document.querySelector('.sheet');
  const box = sheet.getBoundingClientRect();
  const mm = box.width / 210;
  const step = 297 + 24 / mm;
  const at = (y) => ({ page: Math.floor((y - box.top) / mm / step), mm: ((y - box.top) / mm) % step });
  const place = (selector) => {
    const e = sheet.querySelector(selector);
    if (!e || !e.getClientRects().length) return null;
    const r = e.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(e).fontSize);
    const [top, bottom] = [at(r.top), at(r.bottom - 0.01)];
    return { page: top.page, top: top.mm, bottom: bottom.mm, left: (r.left - box.left) / mm, right: (box.right - r.right) / mm, width: r.width / mm, ink: top.mm + (parseFloat(getComputedStyle(e).paddingTop) + size * 0.1) / mm, size: size * 0.75, face: getComputedStyle(e).fontFamily };
  };
  const texts = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  const stray = [];
  let lowest = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width < 1 || node.data.trim() === '') continue;
      const middle = at((r.top + r.bottom) / 2);
      lowest = Math.max(lowest, middle.mm);
      if (middle.mm < (middle.page === 0 ? 29 : 37) || middle.mm > 262) stray.push(`${node.data.slice(0, 8)} at ${middle.mm.toFixed(1)} of ${middle.page + 1}`);
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  const text = (selector, which) => {
    const e = [...sheet.querySelectorAll(selector)].at(which);
    if (!e) return null;
    const range = document.createRange();
    range.selectNodeContents(e);
    const r = range.getBoundingClientRect();
    return { left: (r.left - box.left) / mm, right: (box.right - r.right) / mm, top: at(r.top).mm };
  };
  return {
    pages: Math.round((box.height / mm + 24 / mm) / step),
    stray,
    lowest,
    twice: ids.filter((id, n) => ids.indexOf(id) !== n),
    words: sheet.textContent.replace(/\s+/g, ''),
    numbers: [...sheet.querySelectorAll('.page-marks i')].map((e) => (e.getClientRects().length ? { left: (e.getBoundingClientRect().left - box.left) / mm, ...at(e.getBoundingClientRect().top + 12) } : null)),
    mark: place('.issuer-mark'),
    rule: place('.red-rule'),
    docket: text('.docket-number', 0),
    body: place('.notice-body'),
    title: place('.notice-title'),
    colophon: place('.colophon'),
    colophonRule: sheet.querySelector('.colophon') ? getComputedStyle(sheet.querySelector('.colophon')).borderTopStyle : null,
    name: text('.signatory span', 1),
    post: text('.signatory span', 0),
    signed: text('.signature-date time', 0),
    presence: place('.presence-label'),
    shown: ['.page-gap', '.page-marks'].filter((s) => [...document.querySelectorAll(s)].some((e) => e.getClientRects().length > 0)),
    foot: getComputedStyle(sheet, '::after').top,
    files: [...document.querySelectorAll('.files a')].length,
    table: place('table')?.width ?? 0,
  };
}

const LINE = 225 / 22;
const FORM = {
  document(seen) {
    near('document: ink of the mark under the head of the type area', seen.mark.ink - 37, 35, 1, 'mm');
    near('document: red rule', seen.rule.width, 156, 0.5, 'mm');
    check('document: the table stands inside the type area', seen.table > 100 && seen.table <= 156.5, `${seen.table.toFixed(1)} mm`);
    check('document: the original file is offered', seen.files === 1, `${seen.files} files`);
  },
  letter(seen) {
    near('letter: ink of the mark under the edge of the page', seen.mark.ink, 30, 1, 'mm');
    near('letter: first rule under the mark', seen.rule.top - (seen.mark.ink + (seen.mark.size * 25.4) / 72), 4, 1, 'mm');
    near('letter: rules', seen.rule.width, 170, 0.5, 'mm');
    near('letter: rule from the left edge', seen.rule.left, 20, 0.5, 'mm');
    near('letter: number at the right edge', seen.docket.right, 26, 1.2, 'mm');
    near('letter: number under the rule', seen.docket.top - seen.rule.bottom, (14 * 25.4) / 72, 2.2, 'mm');
    near('letter: second rule over the foot of the page', 297 - (parseFloat(seen.foot) * 25.4) / 96 - 2.2, 20, 0.5, 'mm');
    check('letter: no rules around the colophon', seen.colophonRule === 'none', seen.colophonRule);
    check('letter: no number on the first page', seen.numbers[0] === null && seen.numbers[1] !== null, `${seen.numbers.length} pages`);
  },
  order(seen) {
    near('order: ink of the mark under the head of the type area', seen.mark.ink - 37, 20, 1, 'mm');
    check('order: no red rule and no second title', seen.rule === null && seen.title === null, 'none');
    near('order: name four characters from the right', seen.name.right, 26 + 156 / 7, 6, 'mm');
    near('order: post two characters before the name', seen.name.left - (210 - seen.post.right), 156 / 14, 3, 'mm');
    near('order: date right four characters', seen.signed.right, 26 + 156 / 7, 1.2, 'mm');
    near('order: date two lines under the name', seen.signed.top - seen.name.top, 2 * LINE, 1, 'mm');
  },
  minutes(seen) {
    near('minutes: ink of the mark under the head of the type area', seen.mark.ink - 37, 35, 1.5, 'mm');
    check('minutes: who came is told in 黑体 of the third size', seen.presence !== null && /SimHei/.test(seen.presence.face) && Math.abs(seen.presence.size - 16) < 0.1, seen.presence?.face.slice(0, 20));
    near('minutes: who came, two characters in', seen.presence.left, 28 + 156 / 14, 0.5, 'mm');
  },
};

async function onScreen(page, form, pictures) {
  const plain = await page.evaluate(read);
  await page.click('label[for=jx-paper]');
  const seen = await page.evaluate(read);
  check(`${form}: every line stands in the type area of a sheet`, seen.stray.length === 0, seen.stray.slice(0, 3).join('; ') || `${seen.pages} sheets`);
  check(`${form}: text and ids are as they were`, seen.words === plain.words && seen.twice.length === 0, `${seen.words.length} characters`);
  const sides = seen.numbers.map((n) => (n === null ? '–' : n.left > 105 ? 'right' : 'left'));
  check(`${form}: a number on each sheet, odd right, even left`, seen.numbers.length === seen.pages && sides.every((s, n) => s === (n % 2 ? 'left' : 'right') || (form === 'letter' && n === 0)), sides.join(' '));
  seen.numbers.filter(Boolean).slice(0, 1).forEach((n) => near(`${form}: number under the type area`, n.mm - 262, 7, 2.5, 'mm'));
  if (seen.colophon) {
    check(`${form}: the colophon stands on the last sheet`, seen.colophon.page === seen.pages - 1, `sheet ${seen.colophon.page + 1} of ${seen.pages}`);
    near(`${form}: it ends with the type area`, seen.colophon.bottom, 262, 0.6, 'mm');
  }
  FORM[form](seen);
  if (pictures) await page.screenshot({ path: path.join(pictures, `form-${form}.png`), fullPage: true });
  await page.setViewportSize({ width: 800, height: 900 });
  await page.waitForFunction(() => !document.querySelector('.page-gap'));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.waitForFunction(() => document.querySelector('.page-marks'));
  check(`${form}: sheets go and come back with the width of the window`, (await page.evaluate(read)).pages === seen.pages, `${seen.pages} sheets`);
  await page.click('label[for=jx-reading]');
  const back = await page.evaluate(read);
  check(`${form}: nothing of it is left to read`, back.shown.length === 0 && back.words === plain.words, back.shown.join(' ') || 'nothing');
  return seen;
}

async function onPaper(page, form, seen, folder) {
  const pdf = path.join(folder, `form-${form}.pdf`);
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const pages = wordsOf(pdf);
  if (pages === null) return console.log('SKIPPED: the PDF, since pdftotext (poppler-utils) is not installed');
  check(`${form}: as many pages as sheets, then what the site adds`, firstSlip(pages) === seen.pages && pages.length > seen.pages, `${pages.length} pages`);
  const number = (p, n) => p.words.find((w) => w.top > 262 && w.text.includes(String(n + 1)));
  const sides = pages.slice(0, seen.pages).map((p, n) => number(p, n)).map((w) => (w ? (w.left > 105 ? 'right' : 'left') : '–'));
  check(`${form}: page numbers on paper`, sides.every((s, n) => s === (form === 'letter' && n === 0 ? '–' : n % 2 ? 'left' : 'right')), sides.join(' '));
  if (!seen.colophon) return;
  const last = pages[seen.pages - 1]?.words.filter((w) => w.bottom < 268 && !/^—|^\d+$|—$/.test(w.text)) ?? [];
  const end = Math.max(0, ...last.filter((w) => w.bottom <= 263).map((w) => (w.top + w.bottom) / 2));
  // The middle of its text: the rule, a millimetre, half a line, and pdftotext puts its boxes a millimetre high.
  near(`${form}: the last line of the colophon on paper`, end, 262 - 0.35 - 1 - 4.23 - 1.1, 1.5, 'mm');
}

async function withoutScripts(browser, url, form) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  await page.click('label[for=jx-paper]');
  check(`${form}: one sheet without scripts`, await page.isVisible('.sheet .notice-body') && (await page.locator('.page-gap').count()) === 0, await page.innerText('.issuer-mark'));
  await context.close();
}

async function main([output, pictures]) {
  const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'here.js'))('playwright-core');
  const server = await serve(openOutput(output).root);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const folder = pictures ?? mkdtempSync(path.join(tmpdir(), 'forms-'));
  try {
    for (const form of FORMS) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      page.on('pageerror', (error) => check(`${form}: scripts run`, false, error.message));
      const url = `${server.address}notices/${form}/`;
      await page.goto(url);
      const seen = await onScreen(page, form, pictures);
      await onPaper(page, form, seen, folder);
      await withoutScripts(browser, url, form);
      await page.close();
    }
  } finally {
    await browser.close();
    await server.stop();
    if (!pictures) rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

if (process.argv.length < 3) {
  console.error('usage: node forms.mjs OUTPUT [PICTURES]');
  process.exitCode = 2;
} else {
  await main(process.argv.slice(2)).catch((error) => {
    console.error(`the checks could not run: ${error.message}`);
    process.exitCode = 1;
  });
}
