// SPDX-License-Identifier: EUPL-1.2
//
// The site behind a web server that allows it nothing but its own style
// sheet, pictures and letters.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, done, none, ok, pages, site } from './tap.mjs';

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; " +
  "img-src 'self'; font-src 'self'";
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml', '.otf': 'font/otf', '.woff2': 'font/woff2',
  '.pdf': 'application/pdf' };

const server = createServer(async (request, response) => {
  const name = new URL(request.url, 'http://localhost').pathname;
  try {
    const body = await readFile(path.join(site, path.normalize(name)));
    response.writeHead(200, { 'Content-Type': types[path.extname(name)],
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff' });
    response.end(body);
  } catch {
    response.writeHead(name === '/favicon.ico' ? 204 : 404);
    response.end();
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium();
try {
  for (const [name, file] of Object.entries(pages)) {
    const page = await browser.newPage();
    const refused = [];
    const asked = [];
    page.on('console', (m) => refused.push(m.text()));
    page.on('request', (r) => asked.push(r.url()));
    page.on('requestfailed', (r) => refused.push(r.url()));
    await page.goto(`${origin}/${file}`, { waitUntil: 'networkidle0' });
    none(refused, `${name}: nothing on it is refused`);
    none(asked.filter((url) => !url.startsWith(`${origin}/`)),
      `${name}: it asks nobody else`);
    const styled = await page.evaluate(() =>
      getComputedStyle(document.body).fontFamily);
    ok(styled.includes('Inter'), `${name}: it has its style`, styled);
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
done();
