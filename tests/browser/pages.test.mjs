// SPDX-License-Identifier: EUPL-1.2
//
// Each kind of page in Chromium: at the widths of a telephone, a tablet and a
// desk, for people who do not see it (axe), and with a keyboard alone.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { look } from './look.mjs';
import { chromium, done, next, none, ok, pages, site } from './tap.mjs';

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
  const links = await page.$$eval('.values tbody a', (all) =>
    all.map((a) => a.getAttribute('href')));
  none(links.filter((l) => !/^profile\/BU\d{8}\.html$/.test(l)),
    'every area in their table leads to a profile');
  ok(links.length === 32, 'of all areas', links.length);
  await page.close();
}

const browser = await chromium();
try {
  for (const [name, file] of Object.entries(pages)) {
    await look(browser, name, path.join(site, file));
  }
  for (const [name, file] of [['changes', 'changes.html'],
    ['index in English', pages.index], ['buurt in English', pages.buurt]]) {
    await look(browser, name, path.join(next, file));
  }
  await keyboard(browser, path.join(site, pages.buurt));
  await maps(browser, path.join(site, pages.index));
} finally {
  await browser.close();
}
done();
