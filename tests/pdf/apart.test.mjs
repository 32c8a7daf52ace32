// SPDX-License-Identifier: EUPL-1.2
//
// No word of a PDF stands on another: the heights of rows and cards are
// counted before Typst sets what is in them.

import { execFileSync } from 'node:child_process';
import path from 'node:path';

const feiten = process.env.FEITEN ?? path.resolve('build/feiten');
const folder = path.join(path.dirname(feiten), 'site/out');
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
let count = 0;

function none(list, name) {
  console.log(`${list.length === 0 ? 'ok' : 'not ok'} ${++count} - ${name}`);
  if (list.length > 0) {
    process.exitCode = 1;
    console.log(`# ${list.slice(0, 20).join('\n# ')}`);
  }
}

/** Words with the box of their letters: a line with what is around it is
 * twice as high. */
function words(page) {
  const found = page.matchAll(
    /<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<\/word>/gs);
  return [...found].map(([, ...box]) => {
    const [left, top, right, bottom] = box.map(Number);
    const high = bottom - top;
    return { left: left + 0.5, right: right - 0.5, top: top + high * 0.35,
      bottom: bottom - high * 0.3,
      text: box[4].replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all) };
  });
}

/** Pairs of words whose letters share a place. */
function clashes(list) {
  const sorted = [...list].sort((a, b) => a.top - b.top);
  return sorted.flatMap((a, i) => {
    const found = [];
    for (let k = i + 1; k < sorted.length && sorted[k].top < a.bottom; k++) {
      const b = sorted[k];
      if (a.left < b.right && b.left < a.right) {
        found.push(`${a.text} and ${b.text}`);
      }
    }
    return found;
  });
}

const box = (left, top, text) => ({ left, top, text, right: left + 9,
  bottom: top + 4 });
none(clashes([box(0, 0, 'a'), box(10, 0, 'b'), box(0, 8, 'c')]), 'apart');
none(clashes([box(0, 0, 'a'), box(8, 3, 'b')]).length === 1 ? [] : ['none'],
  'one over another is found');
for (const name of ['profile/GM0603', 'profile/WK060307', 'profile/BU06030771',
  'profile/BU06030772', 'profile/BU06030641', 'profile/huis-van-de-stad',
  'sheet/samen-om-de-hoek', 'report/tables-WK060302',
  'report/compare-BU06030771-BU06030111-BU06030221']) {
  const text = execFileSync('pdftotext',
    ['-bbox', path.join(folder, `${name}.pdf`), '-'],
    { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  const pages = text.split('<page ').slice(1);
  none(pages.flatMap((page, i) => clashes(words(page))
    .map((pair) => `page ${i + 1}: ${pair}`)), `${name}: no word on another`);
}
console.log(`1..${count}`);
