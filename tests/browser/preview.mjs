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
async function start(program, site, flags = []) {
  const above = mkdtempSync(path.join(os.tmpdir(), 'preview-'));
  const root = path.join(above, '专题 网站');
  mkdirSync(root);
  for (const folder of ['content', 'themes']) if (existsSync(path.join(site, folder))) cpSync(path.join(site, folder), path.join(root, folder), { recursive: true });
  const child = spawn(program, ['serve', '--port', '0', '--root', root, '--lang', 'zh', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const address = await new Promise((found, failed) => {
    child.stdout.on('data', (part) => {
      said += part;
      const line = /http:\/\/localhost:\d+\//.exec(said);
      if (line && said.includes('Ctrl-C')) found(line[0]);
    });
    child.on('exit', (code) => failed(new Error(`serve ended with ${code}: ${said}`)));
  });
  const phone = /http:\/\/\S+\/__jiangxin\/enter\?token=\w+/.exec(said)?.[0];
  const at = (name) => path.join(root, name);
  const read = (name) => readFileSync(at(name), 'utf8');
  // By rename, as most editors save.
  const save = (name, text) => (mkdirSync(path.dirname(at(name)), { recursive: true }), writeFileSync(`${at(name)}.tmp~`, text), renameSync(`${at(name)}.tmp~`, at(name)));
  const remove = (name) => rmSync(at(name));
  const stop = () => new Promise((done) => (child.removeAllListeners('exit'), child.on('exit', () => (rmSync(above, { recursive: true }), done())), child.kill('SIGINT')));
  return { address, phone, root, read, save, remove, stop };
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

async function sheets(page, preview) {
  await page.goto(`${preview.address}about/`);
  await page.evaluate(() => { window.jxSame = 1; });
  await page.waitForTimeout(200);
  preview.save('themes/longyuan/static/style/98-ours.css', 'main h1 { outline: 7px solid rgb(1, 2, 3); }\n');
  record('a style is swapped', await holds(page, () => getComputedStyle(document.querySelector('main h1')).outlineWidth === '7px'));
  record('without a reload', await page.evaluate(() => window.jxSame === 1));
  record('and only one is left', await holds(page, () => document.querySelectorAll('link[rel=stylesheet][href*="style."]').length === 1));
}

/** What lies in the folders and is on no page changes nothing; a picture that changed is the only thing that is asked for again. */
async function others(page, preview) {
  const picture = 'content/news/2022-dahui-bimu.svg';
  const before = preview.read(picture);
  const leads = () => page.evaluate(() => [...document.querySelectorAll('main img')].map((img) => img.getAttribute('src')).filter((src) => src.includes('2022-dahui-bimu')));
  await page.goto(`${preview.address}about/`);
  await page.waitForTimeout(300);
  await page.evaluate(() => { window.jxSame = 1; });
  for (const name of ['content/about.md.bak', 'content/~WRL0001.tmp', 'content/新建文本文档.txt']) preview.save(name, 'x');
  preview.save(picture, before.replace('</svg>', '<!-- 改 --></svg>'));
  preview.save('content/news/9-mark.md', '+++\ntitle = "记号"\ndate = 2022-05-02\n+++\n\n正文。\n');
  await page.waitForTimeout(1500);
  record('other files and pictures of other pages leave a page alone', await page.evaluate(() => window.jxSame === 1));
  await page.goto(preview.address);
  await page.waitForTimeout(300);
  await page.evaluate(() => { window.jxSame = 1; });
  const was = await leads();
  record('the home page shows the picture', was.length === 1, was.join(' '));
  preview.save(picture, before);
  record('a picture that changed is asked for again', await holds(page, (old) => [...document.querySelectorAll('main img')].every((img) => img.getAttribute('src') !== old), was[0]), was.join(' '));
  record('and the page stays', await page.evaluate(() => window.jxSame === 1));
  for (const name of ['content/about.md.bak', 'content/~WRL0001.tmp', 'content/新建文本文档.txt', 'content/news/9-mark.md']) preview.remove(name);
}

/** Saves in quick succession: the last style is the one that stays. */
async function quick(page, preview) {
  await page.goto(`${preview.address}about/`);
  await page.waitForTimeout(300);
  for (let n = 1; n <= 12; n += 1) {
    preview.save('themes/longyuan/static/style/98-ours.css', `main h1 { outline: ${n}px solid rgb(1, 2, 3); }\n`);
    await page.waitForTimeout(30);
  }
  record('of many quick saves the last style stays', await holds(page, () => getComputedStyle(document.querySelector('main h1')).outlineWidth === '12px'));
  await page.waitForTimeout(1000);
  const end = await page.evaluate(() => [getComputedStyle(document.querySelector('main h1')).outlineWidth, document.querySelectorAll('link[rel=stylesheet][href*="style."]').length]);
  record('and no other is left', end.join() === '12px,1', end.join());
}

/** A deleted page says so, with a picture beside it and with links to it too. */
async function goneWithMore(page, preview) {
  preview.save('content/news/9-folder/index.md', '+++\ntitle = "带图的新闻"\ndate = 2022-05-03\n+++\n\n正文。\n\n![图](a.svg)\n');
  preview.save('content/news/9-folder/a.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" height="3"/></svg>');
  const said = () => holds(page, () => !document.getElementById('jx-preview').shadowRoot.querySelector('.gone').hidden);
  await page.goto(`${preview.address}news/`);
  await holds(page, () => document.querySelector('main').innerText.includes('带图的新闻'));
  await page.goto(`${preview.address}news/9-folder/`);
  await page.waitForTimeout(300);
  rmSync(path.join(preview.root, 'content/news/9-folder'), { recursive: true });
  record('a folder that is gone with its picture says so', await said());
  preview.save('content/news/9-linked.md', '+++\ntitle = "被链接的"\ndate = 2022-05-03\n+++\n\n正文。\n');
  preview.save('content/news/9-links.md', '+++\ntitle = "有链接的"\ndate = 2022-05-03\n+++\n\n见[那篇](9-linked.md)。\n');
  await page.goto(`${preview.address}news/`);
  await holds(page, () => document.querySelector('main').innerText.includes('有链接的'));
  await page.goto(`${preview.address}news/9-linked/`);
  await page.waitForTimeout(300);
  preview.remove('content/news/9-linked.md');
  record('a page that others link to says so too', await said());
  preview.remove('content/news/9-links.md');
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

/** A film of two seconds, drawn and recorded by the browser itself. */
async function film(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    const brush = canvas.getContext('2d');
    const drawing = setInterval(() => { brush.fillStyle = `hsl(${Date.now() % 360} 60% 50%)`; brush.fillRect(0, 0, 300, 150); }, 30);
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.start();
    await new Promise((done) => setTimeout(done, 2000));
    await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
    clearInterval(drawing);
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

/** A film that plays, words that were typed, the place of the cursor: nothing of it is lost by a save. */
async function playing(page, preview) {
  const settings = preview.read('content/site.toml');
  await page.goto('about:blank');
  preview.save('content/news/9-film/film.webm', await film(page));
  preview.save('content/site.toml', `raw_html = true\n${settings}`);
  const text = (body) => `+++\ntitle = "有影片的新闻"\ndate = 2022-05-01\nvideo = "film.webm"\n+++\n\n## 甲节\n\n${body}\n\n## 乙节\n\n<textarea id="jot"></textarea> <input id="field" value="原值">\n\n## 丙节\n\n尾。\n`;
  preview.save('content/news/9-film/index.md', text('第一次'));
  await page.goto(`${preview.address}news/`);
  await holds(page, () => document.querySelector('main').innerText.includes('有影片的新闻'));
  await page.goto(`${preview.address}news/9-film/`);
  record('a film stands on the page', await holds(page, () => !!document.querySelector('video')));
  await page.waitForTimeout(300);
  await page.evaluate(() => { const v = document.querySelector('video'); v.loop = true; v.muted = true; window.jxSame = 1; return v.play(); });
  await page.focus('#field');
  await page.keyboard.type('键入的');
  await page.focus('#jot');
  await page.keyboard.type('随手记下的话');
  await page.keyboard.press('ArrowLeft');
  const seen = () => page.evaluate(() => ({ same: window.jxSame, playing: !document.querySelector('video').paused, jot: document.getElementById('jot').value, field: document.getElementById('field').value, at: document.getElementById('jot').selectionStart, focus: document.activeElement.id }));
  const was = await seen();
  for (const [what, body] of [['a word', '第二次'], ['a new heading', '第三次\n\n### 新节\n\n新的一段'], ['a heading gone', '第四次']]) {
    const word = body.slice(0, 3);
    preview.save('content/news/9-film/index.md', text(body));
    record(`${what}: shown`, await holds(page, (w) => document.querySelector('main').innerText.includes(w), word));
    const now = await seen();
    record(`${what}: film, typed words, cursor and focus stay`, now.playing && JSON.stringify(now) === JSON.stringify(was), JSON.stringify(now));
  }
  const time = await page.evaluate(() => document.querySelector('video').currentTime);
  await page.waitForTimeout(250);
  record('the film goes on', (await page.evaluate(() => document.querySelector('video').currentTime)) !== time);
  await page.goto('about:blank');
  preview.save('content/site.toml', settings);
  rmSync(path.join(preview.root, 'content/news/9-film'), { recursive: true });
}

/** The title of a page changes while its list is looked at. */
async function lists(page, preview) {
  const name = 'content/news/9-list.md';
  preview.save(name, '+++\ntitle = "旧题目"\ndate = 2022-05-01\n+++\n\n正文。\n');
  await page.goto(`${preview.address}news/`);
  record('the list has the old title', await holds(page, () => document.querySelector('main').innerText.includes('旧题目')));
  await page.waitForTimeout(200);
  await page.evaluate(() => { window.jxSame = 1; });
  preview.save(name, '+++\ntitle = "新题目"\ndate = 2022-05-01\n+++\n\n正文。\n');
  record('the list has the new title', await holds(page, () => document.querySelector('main').innerText.includes('新题目') && !document.querySelector('main').innerText.includes('旧题目')));
  record('without a reload', await page.evaluate(() => window.jxSame === 1));
  preview.remove(name);
}

/** The bar: what it says, that it moves nothing, that a keyboard and a screen reader can use it. */
async function bar(page, preview) {
  await page.goto(`${preview.address}notices/gzgf-2022-18/`);
  const frame = page.locator('#jx-preview .bar');
  await frame.locator('.pill').waitFor();
  const size = () => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight, document.querySelector('main').getBoundingClientRect().top].join());
  const before = await size();
  record('the bar names the file, the warnings of this page and its length', /gzgf-2022-18\.md.*2 个警告.*4,910 字/s.test(await frame.locator('.pill').innerText()), await frame.locator('.pill').innerText());
  await frame.locator('.pill').focus();
  await page.keyboard.press('Enter');
  record('a key opens it', await frame.locator('.panel').isVisible() && (await frame.locator('.pill').getAttribute('aria-expanded')) === 'true');
  const said = await frame.locator('.panel').innerText();
  record('its panel tells languages and findings with their lines', ['简体中文', 'English', '第 63 行', '贯彻贯彻', '怎么办'].every((part) => said.includes(part)), said);
  record('it has a name and moves nothing', (await frame.getAttribute('aria-label')) === '审稿' && (await size()) === before);
  await frame.getByRole('button', { name: '原文版式' }).click();
  record('it switches the layout', await page.evaluate(() => document.getElementById('jx-paper').checked) && (await frame.getByRole('button', { name: '原文版式' }).getAttribute('aria-pressed')) === 'true');
  await frame.getByRole('button', { name: '原文版式' }).focus();
  await page.keyboard.press('Escape');
  record('Escape closes it and gives the focus back', !(await frame.locator('.panel').isVisible()) && (await page.evaluate(() => document.getElementById('jx-preview').shadowRoot.activeElement.className)) === 'pill');
  await frame.locator('.tuck').click();
  record('it shrinks to a dot and remembers', (await frame.locator('.pill').boundingBox()).width < 40 && await page.evaluate(() => localStorage.getItem('jx-bar') === 'tucked'));
  await frame.locator('.pill').click();
  await page.goto(`${preview.address}about/`);
  await frame.locator('.pill').waitFor();
  record('another page has no badge of this one', !(await frame.locator('.pill').innerText()).includes('警告'));
  const about = preview.read('content/about.md');
  preview.save('content/about.md', about.replace(/^(\+\+\+|---)(\r?\n)/, (_, mark, end) => `${mark}${end}draft${mark === '+++' ? ' =' : ':'} true${end}`));
  record('a draft is marked', await holds(page, () => document.getElementById('jx-preview').shadowRoot.querySelector('.pill').innerText.includes('草稿')));
  preview.save('content/about.md', about);
  record('and no longer', await holds(page, () => !document.getElementById('jx-preview').shadowRoot.querySelector('.pill').innerText.includes('草稿')));
  await frame.locator('.pill').click();
  await frame.getByRole('button', { name: '手机' }).click();
  await page.waitForURL('**/__jiangxin/phone/about/');
  const inside = page.frameLocator('iframe');
  await inside.locator('h1').first().waitFor();
  record('a phone is 390 wide', (await inside.locator('html').evaluate((html) => html.clientWidth)) === 390);
  record('without a second bar', await inside.locator('html').evaluate(() => document.getElementById('jx-preview').shadowRoot.querySelector('.bar').hidden));
  await page.getByRole('button', { name: '320' }).click();
  record('or 320', (await inside.locator('html').evaluate((html) => html.clientWidth)) === 320);
  await page.getByRole('link').click();
  await page.waitForURL('**/about/');
}

/** A notice with mends: they are shown, written at a press of a button, and gone. */
async function mends(page, preview) {
  const name = 'content/notices/9-mends.md';
  const text = '# 某市总工会关于开展活动的通知\n\n各县总工会：\n\n要认真学习,抓好落实。\n\n某市总工会\n\n2022年4月29日\n';
  preview.save(name, text);
  await page.goto(`${preview.address}notices/`);
  await holds(page, () => document.querySelector('main').innerText.includes('开展活动的通知'));
  await page.goto(`${preview.address}notices/9-mends/`);
  const frame = page.locator('#jx-preview .bar');
  await frame.locator('.pill').click();
  await frame.locator('summary').click();
  record('a mend is shown before and after', /学习,抓[\s\S]*学习，抓/.test(await frame.locator('.mends').innerText()));
  await frame.getByRole('button', { name: '把修正写进文件' }).click();
  record('and written, with how to undo it', await holds(page, () => /已写入 1 处。撤销/.test(document.getElementById('jx-preview').shadowRoot.querySelector('.said').innerText)));
  record('into the file', preview.read(name) === text.replace('学习,抓', '学习，抓'));
  record('and no longer offered', await holds(page, () => !document.getElementById('jx-preview').shadowRoot.querySelector('details')));
  preview.remove(name);
}

/** A guest with a phone: comes in by the address of the QR code, sees the watermark, and no bar. */
async function guest(browser, program, site) {
  const preview = await start(program, site, ['--lan']);
  try {
    if (!preview.phone) return void console.log('SKIPPED: this machine is on no network');
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.goto(preview.phone);
    await page.waitForURL((url) => url.pathname === '/');
    record('a guest comes in', (await page.locator('main').innerText()).length > 20);
    record('the token is gone from the address', !page.url().includes('token'));
    record('pages are marked', await holds(page, () => getComputedStyle(document.documentElement, '::after').backgroundImage.includes('watermark')));
    record('no script sees the cookie', await page.evaluate(() => document.cookie === ''));
    await page.waitForTimeout(400);
    record('a guest has no bar', await page.evaluate(() => document.getElementById('jx-preview').shadowRoot.querySelector('.bar').hidden));
    const about = preview.read('content/about.md');
    await page.goto(new URL('/about/', preview.phone).href);
    await page.waitForTimeout(300);
    preview.save('content/about.md', `${about}\n\n给客人看的新话。\n`);
    record('a guest sees an edit', await holds(page, () => document.body.innerText.includes('给客人看的新话')));
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/guest.png` });
    await page.close();
  } finally {
    await preview.stop();
  }
}

async function main([program, site, picture]) {
  const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'here.js'))('playwright-core');
  const preview = await start(program, site);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const faults = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', (m) => m.type() === 'error' && !/\/news\/9-(preview|folder|linked)\/$/.test(m.location().url) && faults.push(`${m.text()} ${m.location().url}`));
    page.on('pageerror', (e) => faults.push(e.message));
    await notice(page, preview);
    await errors(page, preview, picture);
    await sheets(page, preview);
    await others(page, preview);
    await quick(page, preview);
    await gone(page, preview);
    await goneWithMore(page, preview);
    await lists(page, preview);
    await bar(page, preview);
    await mends(page, preview);
    await playing(page, preview);
    await guest(browser, program, site);
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
