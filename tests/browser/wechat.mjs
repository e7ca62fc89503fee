// Copies a WeChat preview page by its button and pastes it into an editor, as an office does with the 公众号 editor.
//
//   node wechat.mjs PREVIEW [PICTURE]     PREVIEW: what `jiangxin export wechat` wrote
//
// PLAYWRIGHT_HOME and CHROMIUM as for check.mjs. The last line is `N passed, N failed`; exit status 1 if anything failed.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { FLAGS, check, tally } from './sheet.mjs';

const [preview, picture] = process.argv.slice(2);
const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? '.', 'package.json'))('playwright-core');
const profile = mkdtempSync(path.join(tmpdir(), 'jiangxin-wechat-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: FLAGS,
  viewport: { width: 390, height: 844 },
});
try {
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (e) => faults.push(e.message));
  page.on('request', (r) => r.url().startsWith('file:') || faults.push(`request to ${r.url()}`));
  await page.goto(pathToFileURL(path.resolve(preview)).href);
  const looks = (root) => [...root.querySelectorAll('p')].map((e) => { const c = getComputedStyle(e); return [c.color, c.fontSize, c.textAlign, c.fontWeight].join(' '); });
  const shown = await page.evaluate((looks) => {
    const content = document.getElementById('content');
    return { width: document.documentElement.clientWidth, scroll: document.documentElement.scrollWidth, text: content.innerText, looks: eval(looks)(content) };
  }, looks.toString());
  check('fits a phone', shown.scroll <= shown.width, `${shown.scroll} px in ${shown.width}`);
  if (picture) await page.screenshot({ path: picture });
  await page.click('#copy');
  const said = await page.textContent('#said');
  check('says that it was copied', said.includes('已复制'), said);
  const editor = await context.newPage();
  await editor.setContent('<div id="editor" contenteditable="true"></div>');
  await editor.click('#editor');
  await editor.keyboard.press('Control+V');
  const pasted = await editor.evaluate((looks) => {
    const root = document.getElementById('editor');
    const all = [...root.querySelectorAll('*')];
    return { text: root.innerText, names: [...new Set(all.map((e) => e.tagName.toLowerCase()))], ids: all.filter((e) => e.id || e.className).length, looks: eval(looks)(root) };
  }, looks.toString());
  const flat = (t) => t.replace(/\s+/g, '');
  check('every word arrives', flat(pasted.text) === flat(shown.text), `${flat(pasted.text).length} of ${flat(shown.text).length} characters`);
  const odd = shown.looks.filter((look, n) => look !== pasted.looks[n]);
  check('paragraphs look as they did', shown.looks.length > 3 && odd.length === 0, `${odd.length} of ${shown.looks.length} differ${odd.length ? `: ${odd[0]}` : ''}`);
  const safe = new Set(['section', 'p', 'span', 'strong', 'em', 'br', 'table', 'tbody', 'tr', 'td']);
  check('only what WeChat keeps', pasted.names.every((n) => safe.has(n)) && pasted.ids === 0, pasted.names.join(' '));
  check('nothing went wrong', faults.length === 0, faults.join('; '));
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
