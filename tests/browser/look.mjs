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

/** What axe finds, by all its rules or by some of them. */
async function violations(page, rules) {
  const found = await page.evaluate((only) => window.axe.run({ preload: false,
    resultTypes: ['violations'], ...(only && { runOnly: only }) }), rules);
  return found.violations.map((v) =>
    `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target).join('; ')}`);
}

/** Rules that look at size, place and colour; all others look at elements,
 * and at which of them can be seen. */
const ofWidth = ['color-contrast', 'target-size', 'link-in-text-block',
  'scrollable-region-focusable', 'css-orientation-lock', 'meta-viewport'];
/** Rules that miss something: what is closed takes elements away and brings
 * none, so that all that the other rules could find is found when open. */
const ofWhole = ['aria-hidden-focus', 'aria-valid-attr-value', 'bypass',
  'document-title', 'heading-order', 'label', 'landmark-one-main', 'link-name',
  'page-has-heading-one', 'region', 'scrollable-region-focusable', 'skip-link',
  'summary-name'];

/** Which elements can be seen. */
const seen = (page) => page.evaluate(() =>
  [...document.querySelectorAll('body *')].map((e) =>
    (e.checkVisibility({ visibilityProperty: true }) ? '1' : '0')).join(''));

const openTables = (page, open) => page.evaluate((so) => {
  for (const details of document.querySelectorAll('details')) {
    details.open = so;
  }
}, open);

export async function look(browser, name, file) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (m) => complaints.push(m.text()));
  page.on('pageerror', (e) => complaints.push(e.message));
  page.on('requestfailed', (r) => complaints.push(r.url()));
  await page.setViewport({ width: widths[0], height: 900 });
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  let whole; // what could be seen when all rules were tried
  for (const width of [...widths].reverse()) {
    await page.setViewport({ width, height: 900 });
    await openTables(page, false);
    none(await page.evaluate(overflow), `${name}, ${width} px: nothing ` +
      'sticks out');
    // What is closed is looked at open, at every width.
    if (width === widths.at(-1)) {
      none(await violations(page, ofWhole),
        `${name}, closed: axe finds nothing`);
    }
    await openTables(page, true);
    none(await page.evaluate(overflow), `${name}, ${width} px, tables open: ` +
      'nothing sticks out');
    // Where the same elements are seen, only their size and place can differ.
    const now = await seen(page);
    none(await violations(page, now === whole ? ofWidth : undefined),
      `${name}, ${width} px, tables open: axe finds nothing`);
    whole = now;
  }
  const letter = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((f) => f.status === 'loaded').length;
  });
  ok(letter > 0, `${name}: the letter of the page is there`);
  none(complaints, `${name}: the browser has no complaint`);
  await page.close();
}
