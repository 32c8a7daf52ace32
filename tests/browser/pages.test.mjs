// SPDX-License-Identifier: EUPL-1.2
//
// Each kind of page in Chromium: at the widths of a telephone, a tablet and a
// desk, for people who do not see it (axe), and with a keyboard alone.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, done, inEnglish, none, ok, pages, site } from './tap.mjs';

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

async function look(browser, name, file) {
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

const focus = () => {
  const e = document.activeElement;
  return { what: e.tagName.toLowerCase(), css: e.className,
    href: e.getAttribute('href'), inMain: e.closest('main') !== null };
};

async function keyboard(browser, file) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(file).href);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(focus);
  ok(first.css === 'skip' && first.href === '#main',
    'the first Tab is on the link past the head', JSON.stringify(first));
  const seen = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.top >= 0 && box.left >= 0 && box.width > 10 && box.height > 10;
  });
  ok(seen, 'which then can be seen');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  ok((await page.evaluate(focus)).inMain, 'it leads past the head');

  // Every table: closed, opened by key, and then one can scroll in it.
  const tables = await page.$$('main details:has(table)');
  ok(tables.length > 3, 'there are tables behind the charts');
  let reached = 0;
  for (const details of tables) {
    await (await details.$('summary')).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const there = await details.evaluate((e) => e.open &&
      e.contains(document.activeElement) &&
      document.activeElement.classList.contains('scroll'));
    reached += there ? 1 : 0;
  }
  ok(reached === tables.length, 'every table opens and is reached by keys',
    `${reached} of ${tables.length}`);
  const outline = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none';
  });
  ok(outline, 'one sees where one is');
  await page.close();
}

/** The maps of the index: one is seen, and arrows show another. */
async function maps(browser, file) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(file).href);
  const shown = () => page.$$eval('.map', (all) =>
    all.filter((m) => m.checkVisibility()).map((m) => m.id));
  const choices = await page.$$eval('.maps > input', (all) => all.length);
  const first = await shown();
  ok(choices > 1 && first.length === 1, 'one map is seen',
    `${choices} choices, ${first}`);
  await page.focus('.maps > input');
  await page.keyboard.press('ArrowRight');
  const second = await shown();
  ok(second.length === 1 && second[0] !== first[0],
    'an arrow shows the next, without a script', `${first} ${second}`);
  const links = await page.$$eval('.map tbody a', (all) =>
    all.map((a) => a.getAttribute('href')));
  none(links.filter((l) => !/^profile\/BU\d{8}\.html$/.test(l)),
    'every area in its table leads to a profile');
  ok(links.length === choices * 32, 'of all areas', links.length);
  await page.close();
}

const browser = await chromium();
try {
  for (const [name, file] of Object.entries(pages)) {
    await look(browser, name, path.join(site, file));
  }
  const english = inEnglish();
  for (const name of ['index', 'buurt']) {
    await look(browser, `${name} in English`, path.join(english, pages[name]));
  }
  await keyboard(browser, path.join(site, pages.buurt));
  await maps(browser, path.join(site, pages.index));
} finally {
  await browser.close();
}
done();
