// The least static server: what nginx would answer, on a loopback port of the system's choice.
import { createServer } from 'node:http';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileOf } from './output.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.vtt': 'text/vtt; charset=utf-8',
};

/** The media type of a file by its suffix. */
export function typeOf(file) {
  return TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
}

/** Writes a page in six pieces, as a slow line brings it: browsers show what they have. */
async function dribble(file, response) {
  const bytes = readFileSync(file);
  for (let n = 0; n < 6; n += 1) {
    response.write(bytes.subarray(Math.floor((bytes.length * n) / 6), Math.floor((bytes.length * (n + 1)) / 6)));
    await new Promise((done) => setTimeout(done, 120));
  }
  response.end();
}

/** Serves `folder`, its pages slowly if asked to; gives the address of its root and a way to stop. */
export async function serve(folder, { slow = false } = {}) {
  const root = path.resolve(folder);
  const server = createServer((request, response) => {
    const file = fileOf(root, request.url.slice(1));
    const shown = file ?? path.join(root, '404.html');
    if (!existsSync(shown)) return response.writeHead(404).end();
    response.writeHead(file ? 200 : 404, { 'content-type': typeOf(shown), 'cache-control': 'no-store' });
    if (slow && shown.endsWith('.html')) return dribble(shown, response);
    createReadStream(shown).pipe(response);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const stop = () => new Promise((done) => (server.closeAllConnections(), server.close(done)));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop };
}
