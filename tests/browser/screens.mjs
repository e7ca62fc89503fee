// What pages look like: one of every kind in every language at two widths, beside small pictures of how they looked when somebody
// last agreed. Letters may be drawn a little otherwise by another Chromium; a block that moved, went or changed its colour may not.
//
//   node screens.mjs OUTPUT FOLDER        JIANGXIN_BLESS=1 writes the pictures anew
//
// PLAYWRIGHT_HOME and CHROMIUM as in check.mjs. The last line is `N passed, N failed`; exit status 1 if anything failed.
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onePerKind } from '../audit/site.mjs';
import { serve } from './serve.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb', '--hide-scrollbars'];
const { chromium } = createRequire(path.join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'here.js'))('playwright-core');
const [output, folder] = process.argv.slice(2);
const bless = Boolean(process.env.JIANGXIN_BLESS);
/** Width, height, and how many of its pixels become one. */
const WINDOWS = [{ width: 390, height: 1560, by: 3 }, { width: 1280, height: 1600, by: 5 }];
/** Mean difference of a pixel, and share of pixels that differ much, of 255 and of 1. */
const MEAN = 5;
const SHARE = 0.03;
const MUCH = 64;

/** In the page: a picture made small, as pixels and as WebP; with another picture, how far they differ. */
function weigh({ now, by, before, much }) {
  const read = (src) => new Promise((done, fail) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = fail;
    image.src = src;
  });
  const small = (image, width, height) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext('2d');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(image, 0, 0, width, height);
    return canvas;
  };
  const pixels = (canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return (async () => {
    const image = await read(now);
    const canvas = small(image, Math.round(image.width / by), Math.round(image.height / by));
    const webp = canvas.toDataURL('image/webp', 0.75);
    if (!before) return { webp };
    const old = await read(before);
    if (old.width !== canvas.width || old.height !== canvas.height) return { webp, mean: 255, share: 1 };
    const [a, b] = [pixels(small(await read(webp), canvas.width, canvas.height)), pixels(small(old, old.width, old.height))];
    let sum = 0;
    let far = 0;
    for (let i = 0; i < a.length; i += 4) {
      const off = (Math.abs(a[i] - b[i]) + Math.abs(a[i + 1] - b[i + 1]) + Math.abs(a[i + 2] - b[i + 2])) / 3;
      sum += off;
      if (off > much) far += 1;
    }
    return { webp, mean: sum / (a.length / 4), share: far / (a.length / 4) };
  })();
}

const server = await serve(output);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
const tally = { passed: 0, failed: 0 };
const known = new Set();
mkdirSync(folder, { recursive: true });
try {
  const scale = await browser.newPage();
  for (const { width, height, by } of WINDOWS) {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', colorScheme: 'light' });
    for (const { file, kind, lang } of onePerKind(output)) {
      const page = await context.newPage();
      await page.goto(new URL(encodeURI(file.replace(/index\.html$/, '')), server.address).href, { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => Promise.all([...document.images].filter((i) => i.getBoundingClientRect().top < window.innerHeight + 400).map((i) => {
        i.loading = 'eager';
        return i.decode().catch(() => null);
      })));
      const shot = `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;
      await page.close();
      let name = `${lang}-${kind}-${width}.webp`;
      if (known.has(name)) name = `${lang}-${kind}-other-${width}.webp`;
      known.add(name);
      const at = path.join(folder, name);
      const before = existsSync(at) && !bless ? `data:image/webp;base64,${readFileSync(at).toString('base64')}` : null;
      const found = await scale.evaluate(weigh, { now: shot, by, before, much: MUCH });
      const picture = Buffer.from(found.webp.split(',')[1], 'base64');
      if (bless) writeFileSync(at, picture);
      else if (!before || found.mean > MEAN || found.share > SHARE) {
        tally.failed += 1;
        const beside = path.join(process.env.SCREENS_FOUND ?? folder, name.replace('.webp', '.found.webp'));
        if (process.env.SCREENS_FOUND) writeFileSync(beside, picture);
        console.log(`FAIL  ${name}  /${file}  ${before ? `mean ${found.mean.toFixed(1)} (at most ${MEAN}), ${(found.share * 100).toFixed(1)} % differ much (at most ${SHARE * 100})` : 'nobody has agreed to it yet'}`);
        continue;
      }
      tally.passed += 1;
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
for (const name of readdirSync(folder).filter((n) => n.endsWith('.webp') && !n.endsWith('.found.webp') && !known.has(n))) {
  if (bless) rmSync(path.join(folder, name));
  else {
    tally.failed += 1;
    console.log(`FAIL  ${name}  is of no page`);
  }
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed ? 1 : 0;
