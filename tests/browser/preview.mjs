// Edits a copy of a site under a running preview and looks at what an open page does.
//
//   node preview.mjs PROGRAM SITE     PROGRAM: the built jiangxin; SITE: a folder with content/ (it is copied, not changed)
//
// PLAYWRIGHT_HOME is the folder with node_modules/playwright-core, CHROMIUM the browser (/usr/bin/chromium).
// The last line is `N passed, N failed`; exit status 1 if anything failed.
import { createRequire } from 'node:module';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const SOON = 10_000;

const tally = { passed: 0, failed: 0 };
function record(what, holds, detail = '') {
  if (holds) return void (tally.passed += 1);
  tally.failed += 1;
  console.log(`FAIL  ${what}  ${detail}`);
}

/** A running preview of a copy of the site: its address, a way to save files there, and a way to end it. */
async function start(program, site) {
  const above = mkdtempSync(path.join(os.tmpdir(), 'preview-'));
  const root = path.join(above, '专题 网站');
  mkdirSync(root);
  for (const folder of ['content', 'themes']) if (existsSync(path.join(site, folder))) cpSync(path.join(site, folder), path.join(root, folder), { recursive: true });
  const child = spawn(program, ['serve', '--port', '0', '--root', root, '--lang', 'zh'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const address = await new Promise((found, failed) => {
    child.stdout.on('data', (part) => {
      said += part;
      const line = /http:\/\/localhost:\d+\//.exec(said);
      if (line) found(line[0]);
    });
    child.on('exit', (code) => failed(new Error(`serve ended with ${code}: ${said}`)));
  });
  const at = (name) => path.join(root, name);
  const read = (name) => readFileSync(at(name), 'utf8');
  // By rename, as most editors save.
  const save = (name, text) => (mkdirSync(path.dirname(at(name)), { recursive: true }), writeFileSync(`${at(name)}.tmp~`, text), renameSync(`${at(name)}.tmp~`, at(name)));
  const remove = (name) => rmSync(at(name));
  const stop = () => new Promise((done) => (child.removeAllListeners('exit'), child.on('exit', () => (rmSync(above, { recursive: true }), done())), child.kill('SIGINT')));
  return { address, read, save, remove, stop };
}

/** Whether `test` comes true in the page; asked from outside, for the pages' policy forbids what waitForFunction does inside. */
async function holds(page, test, argument) {
  for (const started = Date.now(); Date.now() - started < SOON; await page.waitForTimeout(5)) {
    if (await page.evaluate(test, argument).catch(() => false)) return true;
  }
  return false;
}
const box = (page) => page.evaluate(() => {
  const found = document.getElementById('jx-preview').shadowRoot.querySelector('.errors');
  return { hidden: found.hidden, text: found.innerText, height: found.getBoundingClientRect().height, bold: found.querySelectorAll('i').length };
});
const shown = (page, hidden) => holds(page, (h) => document.getElementById('jx-preview').shadowRoot.querySelector('.errors').hidden === h, hidden);

async function notice(page, preview) {
  const name = 'content/notices/gzgf-2022-18.md';
  const before = preview.read(name);
  await page.goto(`${preview.address}notices/gzgf-2022-18/`);
  await page.waitForTimeout(300);
  await page.evaluate(() => {
    window.jxSame = 1;
    document.querySelectorAll('details').forEach((d) => { d.open = true; });
    document.querySelector('main a.anchor, main a').focus({ preventScroll: true });
    window.scrollTo({ top: 1500, behavior: 'instant' });
  });
  await page.waitForTimeout(300);
  const state = () => page.evaluate(() => ({ y: Math.round(scrollY), open: document.querySelectorAll('details[open]').length, focus: document.activeElement.outerHTML.slice(0, 120), same: window.jxSame }));
  const was = await state();
  const word = '进一步增强政治责任感';
  record('the notice has the words to edit', before.includes(word));
  const started = Date.now();
  preview.save(name, before.replace(word, '【改过的字】进一步增强政治责任感'));
  record('an edit is shown', await holds(page, () => document.body.innerText.includes('【改过的字】')));
  console.log(`an edit of the notice on the screen after ${Date.now() - started} ms`);
  const now = await state();
  record('scroll, focus and open details stay, without a reload', JSON.stringify(was) === JSON.stringify(now) && now.same === 1, `${JSON.stringify(was)} ${JSON.stringify(now)}`);
  preview.save(name, before);
  record('an undone edit is shown', await holds(page, () => !document.body.innerText.includes('【改过的字】')));
}

async function errors(page, preview, picture) {
  const name = 'content/about.md';
  const before = preview.read(name);
  await page.goto(`${preview.address}about/`);
  await shown(page, true);
  preview.save(name, before.replace(/^(\+\+\+|---)\r?\n/, '$1\nplaec: <i>坏</i>\n'));
  record('an error is shown', await shown(page, false));
  const wrong = await box(page);
  record('with file, line, the line and what to do', ['content/about.md:2', 'plaec', '怎么办', '<i>坏</i>'].every((part) => wrong.text.includes(part)), wrong.text);
  record('as text, in a box that is seen', wrong.bold === 0 && wrong.height > 40);
  record('over the last good page', await page.evaluate(() => document.querySelector('main h1').innerText.length > 0));
  if (picture) await page.screenshot({ path: picture });
  preview.save(name, before);
  record('and goes away when mended', await shown(page, true));
  preview.save('themes/longyuan/templates/page.html', '{% extends "base.html" %}{% block main %}<p>{{ page.none.at.all }}</p>{% endblock main %}');
  record('a broken template is shown', await shown(page, false) && (await box(page)).text.includes('themes/longyuan/templates/page.html:1'));
  preview.remove('themes/longyuan/templates/page.html');
  record('and goes away', await shown(page, true));
}

async function sheets(page, preview, theme) {
  await page.goto(`${preview.address}about/`);
  await page.evaluate(() => { window.jxSame = 1; });
  await page.waitForTimeout(200);
  preview.save('themes/longyuan/static/style.css', `${theme}\nmain h1 { outline: 7px solid rgb(1, 2, 3); }\n`);
  record('a style is swapped', await holds(page, () => getComputedStyle(document.querySelector('main h1')).outlineWidth === '7px'));
  record('without a reload', await page.evaluate(() => window.jxSame === 1));
  record('and only one is left', await holds(page, () => document.querySelectorAll('link[rel=stylesheet][href*="style."]').length === 1));
}

async function gone(page, preview) {
  const name = 'content/news/9-preview.md';
  preview.save(name, '+++\ntitle = "预览里的新闻"\ndate = 2022-05-01\n+++\n\n正文。\n');
  await page.goto(`${preview.address}news/`);
  record('a new document stands in the list', await holds(page, () => document.querySelector('main').innerText.includes('预览里的新闻')));
  await page.goto(`${preview.address}news/9-preview/`);
  await page.waitForTimeout(200);
  preview.remove(name);
  record('a page that is gone says so', await holds(page, () => !document.getElementById('jx-preview').shadowRoot.querySelector('.gone').hidden));
  record('with a link home', await page.evaluate(() => document.getElementById('jx-preview').shadowRoot.querySelector('.gone a').getAttribute('href') === '/'));
  preview.save(name, '+++\ntitle = "预览里的新闻"\ndate = 2022-05-01\n+++\n\n又来了。\n');
  record('and comes back', await holds(page, () => document.querySelector('main').innerText.includes('又来了') && document.getElementById('jx-preview').shadowRoot.querySelector('.gone').hidden));
}

async function main([program, site, picture]) {
  const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'here.js'))('playwright-core');
  const preview = await start(program, site);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const faults = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', (m) => m.type() === 'error' && !m.location().url.endsWith('/news/9-preview/') && faults.push(`${m.text()} ${m.location().url}`));
    page.on('pageerror', (e) => faults.push(e.message));
    await notice(page, preview);
    await errors(page, preview, picture);
    await sheets(page, preview, readFileSync(path.join(import.meta.dirname ?? '.', '../../themes/longyuan/static/style.css'), 'utf8'));
    await gone(page, preview);
    record('no console error', faults.length === 0, faults.join('; '));
  } finally {
    await browser.close();
    await preview.stop();
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

if (process.argv.length < 4) {
  console.error('usage: node preview.mjs PROGRAM SITE');
  process.exitCode = 2;
} else {
  await main(process.argv.slice(2)).catch((error) => {
    console.error(`the checks could not run: ${error.message}`);
    process.exitCode = 1;
  });
}
