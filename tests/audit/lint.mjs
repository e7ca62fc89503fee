// Style sheets and scripts of the themes against the oldest browsers that are promised: Chromium 86 and Safari 13.1.
//
//   node lint.mjs THEMES      AUDIT_HOME is the folder with node_modules (npm install of package.json here)
//
// What only makes a page finer may be newer, where an older browser loses nothing by passing it over; each such feature is
// named below with what the older browser shows instead. A script part is ES5 but for what both browsers have.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const BROWSERS = ['chrome 86', 'safari 13.1'];
/** caniuse name: what an older browser shows instead. */
const FINER = {
  'css-paged-media': 'paper without page numbers',
  'text-size-adjust': 'the system decides; the prefixed name stands beside',
  'css-focus-visible': 'an outline after a click too: the rule that takes it away is passed over',
  'extended-system-fonts': 'the next font of the list',
  'css-media-scripting': 'the place of the tools stays empty where scripts are off',
  'css-has': 'only inside @supports',
};
/** What caniuse data cannot tell apart, or does not know, and one of the two browsers lacks. */
const NEWER = ['gap', 'row-gap', '/^inset/', 'translate', 'rotate', 'scale', 'aspect-ratio', 'content-visibility', 'contain-intrinsic-size', '/^(margin|padding)-(inline|block)$/'];
const NEWER_FUNCTIONS = ['color-mix', 'oklch', 'oklab', 'lab', 'lch', 'light-dark', 'env', 'round', 'linear'];

const home = path.resolve(process.env.AUDIT_HOME ?? '.');
const load = (name) => import(createRequire(path.join(home, 'x.js')).resolve(name));
const themes = process.argv[2] ?? 'themes';

function files(folder, ending) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((e) => e.isFile() && e.name.endsWith(ending)).map((e) => path.join(e.parentPath ?? e.path, e.name)).sort();
}

let faults = 0;
function tell(file, line, text) {
  faults += 1;
  console.log(`FAIL  ${file}:${line}  ${text}`);
}

async function styles() {
  const stylelint = (await load('stylelint')).default;
  const plugin = createRequire(path.join(home, 'x.js')).resolve('stylelint-no-unsupported-browser-features');
  const rule = [true, { browsers: BROWSERS, ignore: Object.keys(FINER), ignorePartialSupport: true }];
  const config = { plugins: [plugin], rules: { 'plugin/no-unsupported-browser-features': rule, 'property-disallowed-list': NEWER, 'function-disallowed-list': NEWER_FUNCTIONS, 'selector-pseudo-class-disallowed-list': ['is', 'where'], 'block-no-empty': true, 'color-no-invalid-hex': true, 'property-no-unknown': [true, { ignoreProperties: ['text-autospace', 'text-spacing-trim', 'text-size-adjust'] }], 'selector-pseudo-class-no-unknown': true, 'unit-no-unknown': true } };
  const all = files(themes, '.css');
  for (const file of all) {
    const { results } = await stylelint.lint({ code: readFileSync(file, 'utf8'), config });
    for (const w of results.flatMap((r) => r.warnings)) tell(file, w.line, w.text);
  }
  return all.length;
}

async function scripts() {
  const { ESLint } = await load('eslint');
  const compat = (await load('eslint-plugin-compat')).default;
  const globals = Object.fromEntries(['window', 'document', 'navigator', 'location', 'history', 'localStorage', 'console', 'setTimeout', 'getComputedStyle', 'matchMedia', 'NodeFilter', 'IntersectionObserver', 'SpeechSynthesisUtterance', 'DOMParser', 'fetch', 'Event', 'jx', 'Promise', 'XMLHttpRequest', 'URL', 'Worker', 'TextDecoder', 'Uint8Array', 'Uint16Array', 'Uint32Array', 'ArrayBuffer', 'DataView', 'Map', 'Set', 'Intl', 'requestAnimationFrame', 'CSS', 'clearTimeout', 'globalThis', 'jxSearch'].map((name) => [name, 'readonly']));
  const eslint = new ESLint({
    cwd: home,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.js'], plugins: { compat }, languageOptions: { ecmaVersion: 5, sourceType: 'script', globals }, settings: { browserslistOpts: {}, browsers: BROWSERS, targets: BROWSERS, polyfills: [] }, rules: { 'compat/compat': 'error', 'no-undef': 'error', 'no-unused-vars': ['error', { caughtErrors: 'none' }], 'no-redeclare': 'error', 'no-unreachable': 'error' } }],
  });
  const all = files(themes, '.js');
  for (const file of all) {
    const results = await eslint.lintText(readFileSync(file, 'utf8'), { filePath: path.join(home, path.basename(file)) });
    for (const m of results.flatMap((r) => r.messages)) tell(file, m.line, `${m.ruleId ?? 'syntax'}: ${m.message}`);
  }
  return all.length;
}

const counts = [await styles(), await scripts()];
console.log(`${counts[0]} style sheets, ${counts[1]} scripts, ${faults} faults`);
process.exitCode = faults ? 1 : 0;
