// Every page of a site by the Nu validator, over HTTP: 0 errors and 0 warnings.   node vnu.mjs OUTPUT ADDRESS
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { htmlFiles } from './site.mjs';

const [output, address] = process.argv.slice(2);
const jar = path.join(process.env.AUDIT_HOME, 'node_modules/vnu-jar/build/dist/vnu.jar');
const urls = htmlFiles(output).map((file) => new URL(encodeURI(file), address).href);
const messages = [];
for (let at = 0; at < urls.length; at += 200) {
  let said = '';
  try {
    execFileSync('java', ['-Xss4m', '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', jar, '--format', 'json', ...urls.slice(at, at + 200)], { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
  } catch (fault) {
    said = String(fault.stderr);
    if (!said.startsWith('{')) throw fault;
  }
  if (said) messages.push(...JSON.parse(said).messages);
}
const counts = new Map();
for (const m of messages) counts.set(`${m.subType ?? m.type}: ${m.message}`, [...(counts.get(`${m.subType ?? m.type}: ${m.message}`) ?? []), m.url]);
for (const [text, where] of counts) console.log(`${where.length} × ${text}\n    ${where[0]}`);
const errors = messages.filter((m) => m.type === 'error').length;
const warnings = messages.filter((m) => m.subType === 'warning').length;
const unread = messages.filter((m) => m.type === 'non-document-error').length;
console.log(`${urls.length} pages, ${errors} errors, ${warnings} warnings${unread ? `, ${unread} not read` : ''}`);
process.exitCode = errors + warnings + unread ? 1 : 0;
