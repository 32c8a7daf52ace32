// SPDX-License-Identifier: EUPL-1.2
//
// No page of a profile is left half white: what is on it ends in the lower
// part, but on the last one and where a section begins anew.

import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const feiten = process.env.FEITEN ?? path.resolve('build/feiten');
const folder = path.join(path.dirname(feiten), 'site/out/profile');
const FOOT = 0.945; // of the height of a page: there its footer begins
const FULL = 0.55;
let count = 0;

function ok(pass, name, details = []) {
  console.log(`${pass ? 'ok' : 'not ok'} ${++count} - ${name}`);
  if (!pass) {
    process.exitCode = 1;
    console.log(`# ${[details].flat().join('\n# ')}`);
  }
}

/** Of each page how far down its last word is, as a part of its height. */
function ends(file) {
  const text = execFileSync('pdftotext', ['-bbox', file, '-'],
    { encoding: 'utf8', maxBuffer: 1 << 26 });
  return text.split('<page ').slice(1).map((page) => {
    const height = Number(/height="([\d.]+)"/.exec(page)[1]);
    const words = [...page.matchAll(/yMax="([\d.]+)"/g)]
      .map((m) => Number(m[1]) / height)
      .filter((y) => y < FOOT);
    return Math.max(0, ...words);
  });
}

const white = [];
let pages = 0;
for (const name of readdirSync(folder).filter((f) => f.endsWith('.pdf'))) {
  ends(path.join(folder, name)).slice(0, -1).forEach((end, i) => {
    pages++;
    if (end < FULL)
      white.push(`${name}: page ${i + 1} ends at ${Math.round(end * 100)}%`);
  });
}
ok(pages > 0 && white.length === 0, `${pages} pages are not half white`, white);
console.log(`1..${count}`);
