// Runs the search script over a built index, without a browser: every stretch of two to eight characters of any text leads to it.
//
//   node recall.mjs OUTPUT [QUERIES] [KILOBYTES]
//
// QUERIES are taken at random (300), each by a reader who has loaded nothing yet. With KILOBYTES no query may load more than that,
// compressed one file at a time as servers do. The last line is `N passed, N failed`; exit status 1 if anything failed.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';

const HERE = path.dirname(new URL(import.meta.url).pathname);
const DATA = path.join(HERE, '../data/search');
const [output, queries = '300', limit] = process.argv.slice(2);
if (!output) {
  console.error('usage: node recall.mjs OUTPUT [QUERIES] [KILOBYTES]');
  process.exit(2);
}

const tally = { passed: 0, failed: 0 };
function check(holds, what) {
  tally[holds ? 'passed' : 'failed'] += 1;
  if (!holds && tally.failed < 30) console.log(`FAIL  ${what}`);
}

/** A generator of its own, so that a failure comes again. */
let seed = Number(process.env.SEED ?? 1);
function dice(sides) {
  seed = (seed + 0x9E3779B9) | 0;
  let x = Math.imul(seed ^ (seed >>> 16), 0x21F0AAAD);
  x = Math.imul(x ^ (x >>> 15), 0x735A2D97);
  return ((x ^ (x >>> 15)) >>> 0) % sides;
}

const client = readdirSync(path.join(output, 'assets')).find((name) => /^search\.[0-9a-f]+\.js$/.test(name));
const source = new vm.Script(readFileSync(path.join(output, 'assets', client), 'utf8'));
const sizes = new Map();

/** A page that has loaded nothing yet: `jxSearch`, and what loads from a folder. */
function open(folder) {
  const context = vm.createContext({});
  source.runInContext(context);
  const loaded = { raw: 0, wire: 0, files: 0 };
  const load = async (name) => {
    const file = path.join(output, folder, `${name}.js`);
    const text = readFileSync(file);
    if (!sizes.has(file)) sizes.set(file, gzipSync(text, { level: 6 }).length);
    loaded.raw += text.length;
    loaded.wire += sizes.get(file);
    loaded.files += 1;
    vm.runInContext(read(text), context, { filename: file });
  };
  return { client: context.jxSearch, index: new context.jxSearch.Index(load), loaded };
}

function twins({ fold, stem }) {
  const table = JSON.parse(readFileSync(path.join(DATA, 'fold.json'), 'utf8'));
  const wanted = new Map(table.other);
  table.gone.forEach(([from, to]) => { for (let n = from; n <= to; n += 1) wanted.set(n, 0); });
  let odd = 0;
  for (let n = 0; n <= 0x10FFFF; n += 1) {
    if (n >= 0xD800 && n <= 0xDFFF) continue;
    const is = fold(String.fromCodePoint(n));
    const should = wanted.has(n) ? wanted.get(n) && String.fromCodePoint(wanted.get(n)) : String.fromCodePoint(n);
    if (is !== (should || '')) odd += 1;
  }
  check(odd === 0, `${odd} characters fold otherwise than in fold.json`);
  for (const line of readFileSync(path.join(DATA, 'stems.tsv'), 'utf8').trim().split('\n')) {
    const [word, stemmed] = line.split('\t');
    check(stem(word) === stemmed, `the stem of ${word} is ${stem(word)}, not ${stemmed}`);
  }
}

/** A script as a browser decodes it: UTF-16 where a mark says so. */
const read = (bytes) => new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);

/** Every text of an index: address, and its lines. */
function texts(folder) {
  const root = path.join(output, folder, 't');
  const files = readdirSync(root, { recursive: true }).filter((name) => name.endsWith('.js')).sort();
  return files.map((name) => {
    const found = [];
    const context = vm.createContext({ jxSearch: { text: (url, value) => found.push(url, value) } });
    vm.runInContext(read(readFileSync(path.join(root, name))), context);
    const [title, , names, parts] = found[1];
    const lines = [title, ...names.map((n) => n[0]), ...parts.flatMap((p) => [...(p[2] ? [p[1]] : []), ...p[3].split('\n')])];
    return { url: found[0], names, lines: lines.filter((line) => Array.from(line).length > 1) };
  });
}

/** Looks until a document turns up or nothing is left. */
async function finds(query, url, folder) {
  const { client: jx, index, loaded } = open(folder);
  const search = new jx.Search(index, query);
  const first = await search.next(10);
  const atOnce = { ...loaded, candidates: search.total() };
  let hits = first;
  let found = false;
  while (hits.length > 0) {
    found ||= hits.some((hit) => hit.url === url);
    if (found) break;
    hits = await search.next(100, 1e6);
  }
  return { found, loaded: atOnce };
}

for (const folder of ['search', 'en/search'].filter((f) => existsSync(path.join(output, f, 'table.js')))) {
  const { client: jx, index } = open(folder);
  await index.table();
  if (folder === 'search') twins(jx);
  const all = texts(folder);
  const loads = [];
  for (let n = 0; n < Number(queries); n += 1) {
    const text = all[dice(all.length)];
    const line = Array.from(text.lines[dice(text.lines.length)]);
    const length = 2 + dice(7);
    const start = dice(Math.max(1, line.length - length + 1));
    const query = line.slice(start, start + length).join('');
    if (!Array.from(query).some((c) => jx.fold(c))) continue;
    const { found, loaded } = await finds(query, text.url, folder);
    check(found, `${JSON.stringify(query)} does not find /${text.url}/`);
    loads.push({ ...loaded, query });
  }
  for (const text of all.slice(0, 50)) {
    for (const [name, spelled] of text.names) {
      const syllables = spelled.split(' ').map((s) => s.split('/')).filter((s) => s[0]).slice(0, 4);
      if (syllables.length < 2 || !/^\p{Script=Han}+$/u.test(Array.from(name).slice(0, 4).join(''))) continue;
      for (const query of [syllables.map((s) => s[0]).join(''), syllables.map((s) => s[0][0]).join(''), syllables.map((s) => s[s.length - 1]).join('')]) {
        check((await finds(query, text.url, folder)).found, `${query} does not find ${name}`);
      }
    }
  }
  loads.sort((a, b) => a.wire - b.wire);
  const kb = (n) => `${(n / 1000).toFixed(1)} kB`;
  const [middle, last] = [loads[loads.length >> 1], loads[loads.length - 1]];
  console.log(`${folder}: ${all.length} texts, ${loads.length} queries; loaded for the first ten results: half up to ${kb(middle.wire)} (${kb(middle.raw)} uncompressed), at most ${kb(last.wire)} in ${last.files} files (${kb(last.raw)} uncompressed), for ${JSON.stringify(last.query)}`);
  console.log(`${folder}: table ${kb(gzipSync(readFileSync(path.join(output, folder, 'table.js'))).length)}`);
  if (limit) check(last.wire <= Number(limit) * 1000, `a query loads ${kb(last.wire)}, more than ${limit} kB`);
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;
