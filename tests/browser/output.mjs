// A built site on disk: its pages, and which file answers an address.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Reads the folder that `build` wrote; throws where it has no sitemap. */
export function openOutput(folder) {
  const root = path.resolve(folder);
  const sitemap = readFileSync(path.join(root, 'sitemap.xml'), 'utf8');
  const locations = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => unescapeXml(m[1].trim()));
  if (locations.length === 0) throw new Error(`${root}/sitemap.xml lists no page`);
  const base = baseOf(root, locations);
  const strange = locations.filter((l) => !l.startsWith(base));
  if (strange.length > 0) throw new Error(`the sitemap lists ${strange[0]}, which is not below ${base}`);
  return { root, base, pages: locations.map((l) => l.slice(base.length)) };
}

/** The public address of the site's root, from robots.txt, else the shortest page of the sitemap. */
function baseOf(root, locations) {
  const robots = path.join(root, 'robots.txt');
  const named = existsSync(robots) ? readFileSync(robots, 'utf8').match(/^sitemap:\s*(\S+)\/sitemap\.xml\s*$/im) : null;
  return named ? `${named[1]}/` : locations.reduce((a, b) => (b.length < a.length ? b : a));
}

function unescapeXml(text) {
  const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => named[name]);
}

/** The file that answers a path below the root (percent-encoded, no leading slash), or null. */
export function fileOf(root, address) {
  let name;
  try {
    name = decodeURIComponent(address.replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
  const file = path.resolve(root, name === '' || name.endsWith('/') ? `${name}index.html` : name);
  const inside = file.startsWith(root + path.sep);
  return inside && existsSync(file) && statSync(file).isFile() ? file : null;
}
