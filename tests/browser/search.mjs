// Searches a built site in Chromium, as a reader would: on a server and by double click, by keyboard, by an input method, on a phone.
//
//   node search.mjs OUTPUT RELATIVE [PICTURES]     RELATIVE: the same site built with --relative; PICTURES: a folder for screenshots
//
// PLAYWRIGHT_HOME is the folder with node_modules/playwright-core, CHROMIUM the browser (/usr/bin/chromium).
// The last line is `N passed, N failed`; exit status 1 if anything failed.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openOutput } from './output.mjs';
import { serve } from './serve.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const tally = { passed: 0, failed: 0 };
function record(what, holds, detail = '') {
  tally[holds ? 'passed' : 'failed'] += 1;
  if (!holds) console.log(`FAIL  ${what}  ${detail}`);
}

/** A page with its faults. */
async function open(context, url) {
  const page = await context.newPage();
  page.faults = [];
  page.scripts = [];
  page.on('console', (m) => m.type() === 'error' && page.faults.push(m.text()));
  page.on('pageerror', (e) => page.faults.push(e.message));
  page.on('request', (r) => /\/search\/(table|fold|[it]\/.*)\.js/.test(r.url()) && page.scripts.push(r.url()));
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

/** Types and waits for the results. */
async function ask(page, query) {
  await page.fill('#jx-q', query);
  await page.waitForFunction((query) => {
    const asked = decodeURIComponent(location.hash.replace(/&.*/, '').slice('#q='.length));
    return asked === query && document.querySelector('#jx-hits').getAttribute('aria-busy') === 'false';
  }, query);
  return page.$$eval('#jx-hits > a', (all) => all.map((a) => ({ href: a.href, text: a.innerText, marks: [...a.querySelectorAll('mark')].map((m) => m.textContent), height: a.getBoundingClientRect().height })));
}

async function reader(context, home, suffix, where) {
  const page = await open(context, `${home}search/${suffix}`);
  record(`${where}: nothing is loaded before anybody searches`, page.scripts.length === 0, page.scripts.join());
  record(`${where}: the list by section and year`, (await page.$$eval('#jx-index a', (all) => all.length)) > 5);
  const hits = await ask(page, '工匠');
  record(`${where}: 工匠 is found`, hits.length > 0, (await page.textContent('#jx-found')) ?? '');
  record(`${where}: what was typed is marked`, hits.every((h) => h.marks.includes('工匠')), JSON.stringify(hits.filter((h) => !h.marks.includes('工匠'))));
  record(`${where}: the list makes room`, await page.isHidden('#jx-index'));
  record(`${where}: the address holds the query`, page.url().endsWith(`#q=${encodeURIComponent('工匠')}`), page.url());
  record(`${where}: blanks and width make no difference`, (await ask(page, '工　匠')).length >= hits.length);
  record(`${where}: nothing is said to be found`, (await ask(page, '龘靐齉')).length === 0 && (await page.textContent('#jx-found')) === (await page.getAttribute('#jx-search', 'data-none')));
  record(`${where}: the other script finds the same`, JSON.stringify((await ask(page, '勞動')).map((h) => h.href)) === JSON.stringify((await ask(page, '劳动')).map((h) => h.href)));
  const number = await ask(page, '甘总工发2022 18号');
  record(`${where}: a filing number without its brackets`, number.length > 0, JSON.stringify(number));
  // Keys: down to the second, up to the first, and there.
  const again = await ask(page, '劳模精神');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.press('#jx-q', key);
  const active = await page.evaluate(() => {
    const field = document.querySelector('#jx-q');
    const option = document.getElementById(field.getAttribute('aria-activedescendant'));
    return { focus: document.activeElement === field, expanded: field.getAttribute('aria-expanded'), role: option?.getAttribute('role'), selected: option?.getAttribute('aria-selected'), first: option === option?.parentNode.firstChild, others: document.querySelectorAll('[role=option][aria-selected=true]').length };
  });
  record(`${where}: the arrow keys choose, the field keeps the focus`, active.focus && active.expanded === 'true' && active.role === 'option' && active.selected === 'true' && active.first && active.others === 1, JSON.stringify(active));
  await page.press('#jx-q', 'Enter');
  await page.waitForLoadState('load');
  await page.waitForFunction((href) => location.href.startsWith(href.split('#')[0]), again[0].href);
  record(`${where}: Enter opens it`, page.url() === again[0].href, `${page.url()} ${again[0].href}`);
  await page.goBack();
  await page.waitForSelector('#jx-hits > a');
  record(`${where}: going back shows the results again`, (await page.inputValue('#jx-q')) === '劳模精神');
  // A result leads to its section.
  const places = await ask(page, '要');
  const deep = places.find((h) => h.href.includes('#'));
  record(`${where}: a result leads into the text`, Boolean(deep), JSON.stringify(places.map((p) => p.href)));
  if (deep) {
    const there = await open(context, deep.href);
    record(`${where}: and its place is there`, await there.evaluate(() => Boolean(document.getElementById(decodeURIComponent(location.hash.slice(1))))), deep.href);
    await there.close();
  }
  record(`${where}: what was typed can be cleared by a touch`, await page.isVisible('#jx-clear'));
  await page.press('#jx-q', 'Escape');
  record(`${where}: Escape takes the query away`, (await page.inputValue('#jx-q')) === '' && (await page.isVisible('#jx-index')));
  record(`${where}: no faults`, page.faults.length === 0, page.faults.join(' | '));
  await page.close();
}

/** Names by pinyin, English by stem, filters, an input method. */
async function ways(context, home) {
  const page = await open(context, `${home}search/`);
  const title = await page.$eval('#jx-index a[href*="profiles/"]:not(h2 a)', (a) => a.textContent);
  await page.focus('#jx-q');
  await page.waitForFunction(() => document.querySelectorAll('#jx-kind option').length > 1);
  const initials = await page.evaluate(async (name) => {
    const found = await new Promise((done) => {
      const index = new jxSearch.Index((name, version) => new Promise((ok, no) => {
        const s = document.createElement('script');
        Object.assign(s, { src: `${name}.js?v=${version}`, onload: ok, onerror: no });
        document.head.append(s);
      }));
      new jxSearch.Search(index, name).next(1).then(async (hits) => done(await index.get(`t/${hits[0].url}`)));
    });
    return found[2].map((n) => n[1]);
  }, title);
  const letters = initials[0].split(' ').slice(0, 4).map((s) => s[0]).join('');
  const byLetters = await ask(page, letters);
  record(`a name by its initials (${letters})`, byLetters.some((h) => h.text.includes(title)), `${title}: ${JSON.stringify(byLetters.map((h) => h.text))}`);
  const syllables = initials[0].split(' ').slice(0, 3).map((s) => s.split('/')[0]).join('');
  record(`a name by its pinyin (${syllables})`, (await ask(page, syllables)).some((h) => h.text.includes(title)));

  const all = await ask(page, '匠');
  await page.selectOption('#jx-kind', { index: 1 });
  await page.waitForFunction(() => location.hash.includes('kind=') && document.querySelector('#jx-hits').getAttribute('aria-busy') === 'false');
  const narrowed = await page.$$eval('#jx-hits > a', (a) => a.map((one) => one.querySelector('.hit-about').textContent));
  const kind = await page.$eval('#jx-kind', (s) => s.selectedOptions[0].textContent);
  record('a filter narrows the results', narrowed.every((about) => about.startsWith(kind)) && narrowed.length <= all.length, `${kind}: ${narrowed}`);
  await page.selectOption('#jx-kind', { index: 0 });

  // An input method: nothing is asked for while it composes.
  await page.fill('#jx-q', '');
  await page.waitForTimeout(400);
  const before = page.scripts.length;
  const said = await page.textContent('#jx-found');
  await page.focus('#jx-q');
  const session = await context.newCDPSession(page);
  for (const text of ['g', 'go', 'gong', 'gongren']) {
    await session.send('Input.imeSetComposition', { selectionStart: text.length, selectionEnd: text.length, text });
    await page.waitForTimeout(250);
  }
  record('an input method composes undisturbed', page.scripts.length === before && (await page.textContent('#jx-found')) === said, page.scripts.slice(before).join());
  await session.send('Input.insertText', { text: '工人' });
  await page.waitForSelector('#jx-hits > a');
  record('what it gives is searched', (await page.inputValue('#jx-q')) === '工人' && (await page.$$('#jx-hits > a')).length > 0);
  record('no faults', page.faults.length === 0, page.faults.join(' | '));
  await page.close();

  const english = await open(context, `${home}en/search/`);
  const word = await english.evaluate(() => document.querySelector('#jx-index .search-list a').textContent.split(/\W+/).find((w) => w.length > 4));
  const hits = await ask(english, word.toUpperCase());
  record(`an English word in capitals (${word})`, hits.length > 0);
  const forms = { notices: 'notice', honoured: 'honour', worker: 'worker', workers: 'worker' };
  const found = {};
  for (const form of Object.keys(forms)) found[form] = (await ask(english, form)).map((h) => h.href);
  record('forms of an English word find one another', found.workers.length > 0 && JSON.stringify(found.worker) === JSON.stringify(found.workers), JSON.stringify(found));
  await english.close();
}

/** Without a mouse on a phone, and without scripts. */
async function phone(browser, home) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const page = await open(context, `${home}search/`);
  await page.tap('#jx-q');
  const hits = await ask(page, '精神');
  const facts = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth > document.documentElement.clientWidth, small: [...document.querySelectorAll('#jx-search select, #jx-search input, #jx-hits > a, #jx-more:not([hidden])')].filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44).length }));
  await page.tap('#jx-clear');
  record('360 px: cleared by a touch', (await page.inputValue('#jx-q')) === '' && (await page.$$('#jx-hits > a')).length === 0 && !(await page.isVisible('#jx-clear')));
  await ask(page, '精神');
  record('360 px: nothing scrolls sideways and everything is large enough to touch', !facts.wide && facts.small === 0, JSON.stringify(facts));
  await page.tap('#jx-hits > a');
  await page.waitForFunction((href) => location.href === href, hits[0].href);
  record('360 px: a touch opens a result', page.url() === hits[0].href);
  await context.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const list = await open(plain, `${home}search/`);
  record('without scripts: a list and no field', (await list.$$('#jx-index a')).length > 5 && !(await list.isVisible('#jx-search')));
  await plain.close();
}

/** What a reader sees on a page is what is found: stretches of the words that Chromium shows. */
async function seen(context, site, home) {
  const page = await open(context, `${home}search/`);
  const pages = site.pages.filter((p) => /^(notices|news|features|profiles)\/[^/]+\/$/.test(p));
  let asked = 0;
  const missed = [];
  for (const at of pages) {
    const shown = await open(context, home + at);
    const lines = await shown.$$eval('.sheet, .prose', (all) => all.flatMap((e) => [...e.querySelectorAll('p, li, td, h2, h3')].filter((p) => !p.closest('.footnotes, .done, .toc, .cite, .component-person') && !p.querySelector('p, li, sup, .file-meta')).map((p) => p.innerText.trim())));
    await shown.close();
    const stretches = lines.filter((l) => /\p{Script=Han}{6}/u.test(l) && !l.includes('\n')).flatMap((l) => {
      const c = Array.from(l);
      return [c.slice(0, 5).join(''), c.slice(c.length >> 1, (c.length >> 1) + 6).join(''), c.slice(-4).join('')];
    });
    const lost = await page.evaluate(async ([at, stretches]) => {
      window.again ??= new jxSearch.Index((name, version) => new Promise((ok, no) => {
        const s = document.createElement('script');
        Object.assign(s, { src: `${name.split('/').map(encodeURIComponent).join('/')}.js?v=${version}`, onload: ok, onerror: no });
        document.head.append(s);
      }));
      const lost = [];
      for (const query of stretches) {
        const search = new jxSearch.Search(window.again, query);
        if (search.terms.length > 0 && !(await search.next(1000, 1e6)).some((hit) => `${hit.url}/` === at)) lost.push(query);
      }
      return lost;
    }, [decodeURIComponent(at), stretches]);
    asked += stretches.length;
    missed.push(...lost.map((query) => `/${at}: ${query}`));
  }
  record(`${asked} stretches of what ${pages.length} pages show`, asked > 100 && missed.length === 0, missed.slice(0, 20).join(' | '));
  await page.close();
}

async function pictures(browser, home, folder) {
  for (const [name, at, query] of [['zh', 'search/', '劳模精神'], ['en', 'en/search/', 'workers']]) {
    for (const width of [360, 390, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await open(context, home + at);
      await page.screenshot({ path: path.join(folder, `${name}-${width}-list.png`) });
      await ask(page, query);
      await page.press('#jx-q', 'ArrowDown');
      await page.screenshot({ path: path.join(folder, `${name}-${width}-hits.png`) });
      await context.close();
    }
  }
}

async function main([output, relative, folder]) {
  const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'here.js'))('playwright-core');
  const site = openOutput(output);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const server = await serve(site.root);
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await reader(context, server.address, '', 'http');
    await reader(context, `${pathToFileURL(path.resolve(relative)).href}/`, 'index.html', 'file://');
    await ways(context, server.address);
    await seen(context, site, server.address);
    await context.close();
    await phone(browser, server.address);
    if (folder) await pictures(browser, server.address, folder);
  } finally {
    await browser.close();
    await server.stop();
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

if (process.argv.length < 4) {
  console.error('usage: node search.mjs OUTPUT RELATIVE [PICTURES]');
  process.exitCode = 2;
} else {
  await main(process.argv.slice(2)).catch((error) => {
    console.error(`the checks could not run: ${error.message}`);
    process.exitCode = 1;
  });
}
