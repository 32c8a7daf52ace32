// SPDX-License-Identifier: EUPL-1.2
//
// A page at the widths of a telephone, a tablet and a desk, and for people who
// do not see it (axe).

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { none, ok } from './tap.mjs';

const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const widths = [360, 768, 1280];

/** What sticks out of the page, if anything does. */
function overflow() {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) {
    return [];
  }
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > wide + 0.5 &&
      !e.closest('.scroll'))
    .map((e) => `${e.tagName} ${e.className}: ` +
      `${Math.round(e.getBoundingClientRect().right)} px`);
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run({ preload: false }));
  return found.violations.map((v) =>
    `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target).join('; ')}`);
}

async function openTables(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) {
      details.open = true;
    }
  });
}

export async function look(browser, name, file) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (m) => complaints.push(m.text()));
  page.on('pageerror', (e) => complaints.push(e.message));
  page.on('requestfailed', (r) => complaints.push(r.url()));
  for (const width of widths) {
    await page.setViewport({ width, height: 900 });
    await page.goto(pathToFileURL(file).href);
    none(await page.evaluate(overflow), `${name}, ${width} px: nothing ` +
      'sticks out');
    // What is closed is looked at open, at every width.
    if (width === widths.at(-1)) {
      none(await violations(page), `${name}, closed: axe finds nothing`);
    }
    await openTables(page);
    none(await page.evaluate(overflow), `${name}, ${width} px, tables open: ` +
      'nothing sticks out');
    none(await violations(page), `${name}, ${width} px, tables open: axe ` +
      'finds nothing');
  }
  const letter = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((f) => f.status === 'loaded').length;
  });
  ok(letter > 0, `${name}: the letter of the page is there`);
  none(complaints, `${name}: the browser has no complaint`);
  await page.close();
}
