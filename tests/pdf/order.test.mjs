// SPDX-License-Identifier: EUPL-1.2
//
// A PDF is heard in the order in which its page is read: the headings of both,
// one after the other, and a bookmark for each chapter.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const feiten = process.env.FEITEN ?? path.resolve('build/feiten');
const folder = path.join(path.dirname(feiten), 'site/out');
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
let count = 0;

function ok(pass, name, details = []) {
  console.log(`${pass ? 'ok' : 'not ok'} ${++count} - ${name}`);
  if (!pass) {
    process.exitCode = 1;
    console.log(`# ${[details].flat().join('\n# ')}`);
  }
}

/** A heading as it is read: without marks, hyphens of a line, blanks. */
const plain = (text) => text
  .replace(/<[^>]+>/g, ' ')
  .replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all)
  .replace(/[\u00ad\u200b]/g, '')
  .replace(/[\u00a0\u202f\s]+/g, ' ').trim();

function run(program, args) {
  return execFileSync(program, args, { encoding: 'utf8',
    maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Where the order of one list breaks that of the other, of what both have. */
function broken(page, print) {
  const inPage = page.filter((text) => print.includes(text));
  const inPrint = print.filter((text) => page.includes(text));
  const once = (list) => list.filter((text, i) => list.indexOf(text) === i);
  const [a, b] = [once(inPage), once(inPrint)];
  return a.filter((text, i) => text !== b[i])
    .map((text) => `${text} <> ${b[a.indexOf(text)]}`);
}

ok(broken(['a', 'b', 'c'], ['a', 'x', 'c', 'b']).length === 2,
  'another order is found');
for (const name of ['profile/GM0603', 'profile/WK060307', 'profile/BU06030771',
  'profile/BU06030772', 'profile/huis-van-de-stad', 'sheet/samen-om-de-hoek',
  'report/compare-BU06030771-BU06030111-BU06030221',
  'report/tables-WK060302']) {
  const html = readFileSync(path.join(folder, `${name}.html`), 'utf8');
  const pdf = path.join(folder, `${name}.pdf`);
  const page = [...html.matchAll(/<h[1-4]\b[^>]*>(.*?)<\/h[1-4]>/gs)]
    .map((m) => plain(m[1]));
  const headings = [...run('pdfinfo', ['-struct', pdf])
    .matchAll(/^ *H([1-6]) "(.*)" \(block\)$/gm)];
  const print = headings.map((m) => plain(m[2]));
  const both = print.filter((text) => page.includes(text)).length;
  ok(both >= 3 && both >= print.length / 2,
    `${name}: both have the same headings (${both} of ${print.length})`,
    print.filter((text) => !page.includes(text)));
  ok(broken(page, print).length === 0, `${name}: in the same order`,
    broken(page, print));
  const marks = new Set();
  const gather = (list) => list.forEach((mark) => {
    marks.add(plain(mark.title));
    gather(mark.kids ?? []);
  });
  gather(JSON.parse(run('qpdf', ['--json=2', '--json-key=outlines', pdf]))
    .outlines);
  const unmarked = headings.filter((m) => m[1] === '2')
    .map((m) => plain(m[2])).filter((text) => !marks.has(text));
  ok(unmarked.length === 0, `${name}: a bookmark for each chapter ` +
    `(${marks.size})`, unmarked);
}
console.log(`1..${count}`);
