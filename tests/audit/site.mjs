// What is in an output folder.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Every page, by its path with `/`; pages that only send a reader on are left out. */
export function htmlFiles(output) {
  const all = readdirSync(output, { withFileTypes: true, recursive: true }).filter((e) => e.isFile() && e.name.endsWith('.html'));
  const paths = all.map((e) => path.relative(output, path.join(e.parentPath ?? e.path, e.name)).split(path.sep).join('/'));
  return paths.filter((file) => !/http-equiv="?refresh/i.test(readFileSync(path.join(output, file), 'utf8'))).sort();
}

/** One page of every kind in every language; of kinds that differ by what they hold, the fullest. */
export function onePerKind(output) {
  const found = new Map();
  for (const file of htmlFiles(output)) {
    const html = readFileSync(path.join(output, file), 'utf8');
    const kind = /<body class="?kind-([a-z-]+)/.exec(html)?.[1] ?? 'other';
    const lang = /<html[^>]* lang="?([A-Za-z-]+)/.exec(html)?.[1] ?? '';
    const extra = html.includes('class=filter-all') ? 'narrowed' : html.includes('class=wall') && kind === 'section' ? 'people' : '';
    const key = `${lang} ${kind} ${extra}`;
    const old = found.get(key);
    if (!old || html.length > old.size) found.set(key, { file, size: html.length, kind, lang });
  }
  return [...found.values()];
}
