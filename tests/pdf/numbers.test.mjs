// SPDX-License-Identifier: EUPL-1.2
//
// Web and print say the same: every number in the tables and key figures of a
// page is in its PDF, as often, and the PDF has no number that is not on the
// page.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const feiten = process.env.FEITEN ?? path.resolve('build/feiten');
const folder = path.join(path.dirname(feiten), 'site/out');
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
let count = 0;

function none(list, name) {
  console.log(`${list.length === 0 ? 'ok' : 'not ok'} ${++count} - ${name}`);
  if (list.length > 0) {
    process.exitCode = 1;
    console.log(`# ${list.slice(0, 30).join(' ')}`);
  }
}

/** What is read on a page: words, and what a chart says of itself. */
function words(html) {
  return html
    .replace(/<(style|head)\b.*?<\/\1>/gs, ' ')
    .replace(/<ol\b.*?<\/ol>/gs, (list) => {
      let n = 0;
      return list.replace(/<li\b/g, () => ` ${++n}. <li`);
    })
    .replace(/<[^>]* aria-label="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all);
}

/** Numbers as they are printed, without the blanks around their signs. */
function numbers(text) {
  const plain = text.replace(/[\u00a0\u202f\s]+/g, ' ');
  const found = plain.match(/(?:€ ?)?[−-]?\d[\d.]*(?:,\d+)?(?: ?%)?/g) ?? [];
  return found.map((n) => n.replaceAll(' ', '').replace(/\.$/, ''));
}

function tally(list) {
  const sum = new Map();
  for (const item of list) {
    sum.set(item, (sum.get(item) ?? 0) + 1);
  }
  return sum;
}

/** The cells of all tables, and the key figures with what is beside them. */
function figures(html) {
  const cells = [...html.matchAll(/<td\b[^>]*>(.*?)<\/td>/gs),
    ...html.matchAll(/<p class="big">(.*?)<\/p>/gs),
    ...html.matchAll(/<dd>(.*?)<\/dd>/gs)].map((m) => m[1]);
  return cells.flatMap((cell) => numbers(words(cell)));
}

for (const code of ['profile/GM0603', 'profile/WK060307', 'profile/BU06030771',
  'profile/BU06030772', 'profile/BU06030641', 'profile/huis-van-de-stad',
  'sheet/samen-om-de-hoek', 'sheet/groen-waar-je-blijft',
  'report/compare-BU06030771-BU06030111-BU06030221',
  'report/tables-WK060302']) {
  const html = readFileSync(path.join(folder, `${code}.html`), 'utf8');
  const text = execFileSync('pdftotext',
    ['-raw', path.join(folder, `${code}.pdf`), '-'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .replace(/ \d+ van \d+$/gm, '');
  // A sheet has hardly a table: all that is read on it.
  const shown = code.startsWith('sheet/') ? numbers(words(html))
    : figures(html);
  none(shown.length > 5 ? [] : ['only', shown.length],
    `${code}: there are figures (${shown.length})`);
  const printed = tally(numbers(text));
  none([...tally(shown)].filter(([n, times]) =>
    (printed.get(n) ?? 0) < times).map(([n]) => n),
  `${code}: every figure of the page is in the PDF`);
  const read = new Set(numbers(words(html)));
  none([...printed.keys()].filter((n) => !read.has(n)),
    `${code}: every number of the PDF is on the page`);
}
console.log(`1..${count}`);
