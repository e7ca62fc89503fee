// What a page promises, held against what the browser saw. Each judgement gives the faults as texts.
import { readFileSync } from 'node:fs';
import { fileOf } from './output.mjs';

/** The page itself at one width. */
export function shape(facts) {
  const faults = [];
  if (facts.scroll > facts.width) faults.push(`scrolls sideways: ${facts.scroll} px in ${facts.width} px; ${facts.wide.join(' ') || 'no single element'}`);
  if (facts.lang === '') faults.push('no language on <html>');
  if (facts.title.trim() === '') faults.push('no title');
  if (facts.h1 !== 1) faults.push(`${facts.h1} h1 elements`);
  if (facts.text === '') faults.push('the main text is not visible');
  const twice = facts.ids.filter((id, at) => facts.ids.indexOf(id) !== at);
  if (twice.length > 0) faults.push(`id twice: ${twice.slice(0, 3).join(' ')}`);
  return faults;
}

/** Links and files of a page: each in-site address must be answered by a file, each anchor must stand on its page. */
export function targets(facts, home, root, anchors) {
  const faults = new Set();
  for (const [what, list] of [['link', facts.links], ['file', facts.files]]) {
    for (const url of list) {
      if (!url.startsWith(home)) {
        if (what === 'file' && !url.startsWith('data:')) faults.add(`file from elsewhere: ${url}`);
        continue;
      }
      const address = url.slice(home.length);
      const file = fileOf(root, address);
      const anchor = url.includes('#') ? decode(url.slice(url.indexOf('#') + 1)) : '';
      if (file === null) faults.add(`${what} leads nowhere: ${decode(address)}`);
      else if (anchor !== '' && file.endsWith('.html') && !anchors(file).has(anchor)) faults.add(`anchor missing: ${decode(address)}`);
    }
  }
  return [...faults];
}

/** A notice lists its sections: headings with ids need links to them on the page. Whether those lead anywhere, `targets` says. */
export function contents(facts, address) {
  if (facts.kind !== 'notice' || facts.headings.length === 0) return [];
  const linked = facts.links.filter((l) => l.includes('#') && l.slice(0, l.indexOf('#')) === address).map((l) => decode(l.slice(l.indexOf('#') + 1)));
  const missed = facts.headings.filter((id) => !linked.includes(id));
  return missed.length > 0 ? [`sections that nothing on the page links to: ${missed.slice(0, 5).join(' ')}`] : [];
}

/** Without scripts nearly all of the text is there: a script may add button labels, not content. */
export function withoutScripts(facts, scripted) {
  const share = facts.text.length / Math.max(1, scripted.text.length);
  return share < 0.8 ? [`only ${Math.round(share * 100)} % of the main text without scripts`] : [];
}

/** The ids of an HTML file, read once each. */
export function anchorsOf() {
  const known = new Map();
  return (file) => {
    if (!known.has(file)) {
      const html = readFileSync(file, 'utf8');
      known.set(file, new Set([...html.matchAll(/\sid=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g)].map((m) => m[1] ?? m[2] ?? m[3])));
    }
    return known.get(file);
  };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
