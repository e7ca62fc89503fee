// One page in the browser: what went wrong while it loaded, and what it shows.

/**
 * Opens `url` and gives its faults (texts) and facts (see `read`).
 * `home` is the address below which its requests may go.
 */
export async function visit(context, url, home) {
  const faults = [];
  const page = await context.newPage();
  // Browsers read captions from a server alone (HTML, text tracks: CORS); the film plays without them.
  const captions = (url) => url.startsWith('file:') && url.endsWith('.vtt');
  page.on('console', (m) => m.type() === 'error' && !captions(m.location()?.url ?? '') && !/file:.*\.vtt/.test(m.text()) && faults.push(`console error: ${m.text()}`));
  page.on('pageerror', (e) => faults.push(`script error: ${e.message}`));
  page.on('requestfailed', (r) => captions(r.url()) || faults.push(`request failed: ${r.url()} (${r.failure()?.errorText})`));
  page.on('response', (r) => r.status() >= 400 && faults.push(`answer ${r.status()}: ${r.url()}`));
  page.on('request', (r) => {
    const url = r.url();
    const own = url.startsWith(home) || url.startsWith('data:') || url.startsWith('blob:');
    if (!own) faults.push(`request to elsewhere: ${url}`);
  });
  let facts = null;
  try {
    await page.goto(url, { waitUntil: 'load', timeout: 30_000 });
    facts = await page.evaluate(read);
  } catch (error) {
    faults.push(`did not open: ${error.message.split('\n')[0]}`);
  }
  await page.close();
  return { faults, facts };
}

/** Runs in the page. Addresses are resolved by the browser. */
function read() {
  const root = document.documentElement;
  const main = document.querySelector('main');
  const box = main?.getBoundingClientRect();
  const clipped = (e) => {
    for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const name = (e) => `<${e.tagName.toLowerCase()}${e.id ? ` id=${e.id}` : ''}${e.className && e.className.baseVal === undefined ? ` class="${e.className}"` : ''}>`;
  const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !clipped(e));
  const sets = [...document.querySelectorAll('[srcset]')].flatMap((e) => e.srcset.split(/,\s+/).map((s) => new URL(s.trim().split(/\s+/)[0], document.baseURI).href));
  const sources = [...document.querySelectorAll('img[src], script[src], source[src], video[src], audio[src], iframe[src]')].map((e) => e.src);
  const heads = [...document.querySelectorAll('link[rel~="stylesheet"], link[rel~="icon"], link[type="application/atom+xml"]')].map((e) => e.href);
  return {
    lang: root.lang,
    kind: [...document.body.classList].find((c) => c.startsWith('kind-'))?.slice(5) ?? '',
    title: document.title,
    h1: document.querySelectorAll('h1').length,
    width: root.clientWidth,
    scroll: Math.max(root.scrollWidth, document.body.scrollWidth),
    wide: wide.slice(0, 3).map(name),
    text: main && box.width > 0 && box.height > 0 ? main.innerText.replace(/\s+/g, ' ').trim() : '',
    ids: [...document.querySelectorAll('[id]')].map((e) => e.id),
    headings: [...document.querySelectorAll('main h2[id]:not([id^=jx-]), main h3[id]:not([id^=jx-])')].map((e) => e.id),
    links: [...document.querySelectorAll('a[href], area[href]')].map((e) => e.href),
    files: [...sources, ...sets, ...heads],
  };
}
