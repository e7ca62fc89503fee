// Opens every page of a built site in Chromium and tells what a reader would stumble over.
//
//   node check.mjs OUTPUT [RELATIVE]     RELATIVE: the same site built with --relative, opened as file://
//
// PLAYWRIGHT_HOME is the folder with node_modules/playwright-core, CHROMIUM the browser (/usr/bin/chromium).
// The last line is `N passed, N failed`; exit status 1 if anything failed.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileOf, openOutput } from './output.mjs';
import { serve, typeOf } from './serve.mjs';
import { visit } from './visit.mjs';
import { anchorsOf, contents, shape, targets, withoutScripts } from './judge.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const WIDTHS = [360, 1280];

const tally = { passed: 0, failed: 0 };
function record(page, where, faults) {
  if (faults.length === 0) return void (tally.passed += 1);
  tally.failed += 1;
  for (const fault of new Set(faults)) console.log(`FAIL  /${decodeURI(page)}  ${where}  ${fault}`);
}

/** Every page over HTTP at each width, then without scripts. */
async function overHttp(browser, site) {
  const server = await serve(site.root);
  // 404.html names its files by the public address, for it stands for addresses of any depth; so that is where it is opened.
  const homeOf = (page) => (page === '404.html' ? site.base : server.address);
  const anchors = anchorsOf();
  const languages = new Set();
  const scripted = new Map();
  for (const width of WIDTHS) {
    const context = await newContext(browser, site, { width });
    for (const page of [...site.pages, '404.html']) {
      const home = homeOf(page);
      const { faults, facts } = await visit(context, home + page, home);
      if (facts) {
        faults.push(...shape(facts), ...targets(facts, home, site.root, anchors), ...contents(facts, home + page));
        languages.add(facts.lang);
        scripted.set(page, facts);
      }
      record(page, `${width} px`, faults);
    }
    await context.close();
  }
  const context = await newContext(browser, site, { width: 360, javaScriptEnabled: false });
  for (const page of [...site.pages, '404.html'].filter((p) => scripted.has(p))) {
    const { faults, facts } = await visit(context, homeOf(page) + page, homeOf(page));
    if (facts) faults.push(...shape(facts), ...withoutScripts(facts, scripted.get(page)));
    record(page, 'no scripts', faults);
  }
  await context.close();
  await server.stop();
  return languages;
}

/** A context in which the public address of the site answers from disk. */
async function newContext(browser, site, { width, javaScriptEnabled = true }) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled });
  await context.route((url) => url.href.startsWith(site.base), (route) => {
    const file = fileOf(site.root, route.request().url().slice(site.base.length));
    return file ? route.fulfill({ body: readFileSync(file), contentType: typeOf(file) }) : route.fulfill({ status: 404, body: '' });
  });
  return context;
}

/** Every page by double click. 404.html is left out: its links are absolute. */
async function overFiles(browser, site) {
  const anchors = anchorsOf();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const home = `${pathToFileURL(site.root).href}/`;
  for (const page of site.pages) {
    const whole = page === '' || page.endsWith('/') ? `${page}index.html` : page;
    const { faults, facts } = await visit(context, home + whole, home);
    if (facts) {
      faults.push(...shape(facts), ...targets(facts, home, site.root, anchors));
      const folders = facts.links.filter((l) => l.startsWith(home) && l.replace(/[?#].*$/s, '').endsWith('/'));
      if (folders.length > 0) faults.push(`link to a folder, which a browser lists instead of opening: ${folders[0].slice(home.length)}`);
    }
    record(page, 'file://', faults);
  }
  await context.close();
}

async function main([output, relative]) {
  const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'here.js'))('playwright-core');
  const site = openOutput(output);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  try {
    const languages = await overHttp(browser, site);
    record('', 'languages', languages.size >= 2 ? [] : [`pages in ${[...languages].join(', ') || 'no language'} only`]);
    console.log(`${site.pages.length} pages and 404.html in ${[...languages].sort().join(', ')}, at ${WIDTHS.join(' and ')} px and without scripts`);
    if (relative) {
      await overFiles(browser, openOutput(relative));
      console.log('the same pages by double click (file://)');
    }
  } finally {
    await browser.close();
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

if (process.argv.length < 3) {
  console.error('usage: node check.mjs OUTPUT [RELATIVE]');
  process.exitCode = 2;
} else {
  await main(process.argv.slice(2)).catch((error) => {
    console.error(`the checks could not run: ${error.message}`);
    process.exitCode = 1;
  });
}
