// SPDX-License-Identifier: EUPL-1.2
//
// A site of more than one gemeente: the index that leads to them, the index of
// one, areas by name; the search over all of them, from files as on a stick.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { look } from './look.mjs';
import { chromium, done, many, none, ok } from './tap.mjs';

const pages = { front: 'index.html', 'index of a gemeente': 'gemeente/GM1971.html',
  names: 'names/h.html', 'what has changed': 'changes.html',
  'and in a gemeente': 'changes/GM2994.html' };
const address = (file) => pathToFileURL(path.join(many, file)).href;
const validator = new HtmlValidate({ root: true,
  extends: ['html-validate:recommended'] });

function valid() {
  const files = ['', 'changes', 'gemeente', 'names'].flatMap((folder) =>
    readdirSync(path.join(many, folder)).filter((name) => name.endsWith('.html'))
      .map((name) => path.join(folder, name)));
  none(files.flatMap((file) => validator
    .validateStringSync(readFileSync(path.join(many, file), 'utf8'), file).results
    .flatMap((result) => result.messages)
    .map((m) => `${file}:${m.line} ${m.ruleId}: ${m.message}`)),
  'html-validate finds no error');
  ok(files.length > 8, 'on all of these', files);
}

async function search(browser) {
  const page = await browser.newPage();
  const complaints = [];
  const scripts = [];
  page.on('pageerror', (e) => complaints.push(e.message));
  page.on('request', (r) => scripts.push(r.url().split('/').pop()));
  await page.goto(address(pages.front));
  ok(!scripts.some((name) => /^..\.js$/.test(name)),
    'nothing to search in is loaded before one asks', scripts);
  const find = async (text, wanted) => {
    await page.$eval('.find input', (e) => { e.value = ''; });
    await page.focus('.find input');
    await page.keyboard.type(text);
    const state = () => page.evaluate(() => ({
      said: document.querySelector('.find [role=status]').textContent,
      hits: [...document.querySelectorAll('.hits a')].map((a) =>
        `${a.getAttribute('href')} ${a.parentNode.textContent}`) }));
    await page.waitForFunction((re) => new RegExp(re).test(
      document.querySelector('.find [role=status]').textContent),
    { timeout: 5000 }, wanted).catch(() => {});
    return state();
  };
  const one = await find('hoek 50', '^1 ');
  ok(one.hits.length === 1 && /^profile\/BU\d{8}\.html Hoek 50 Plaats \d+$/
    .test(one.hits[0]), 'a buurt, with its gemeente', JSON.stringify(one));
  const town = await find('HOEK plaats', ' ');
  ok(town.hits.length > 5 && town.hits.every((hit) => /hoek .*Plaats/i.test(hit)),
    'buurten of a gemeente', JSON.stringify(town));
  const none1 = await find('xyz <b>', '^Geen');
  ok(none1.hits.length === 0 && none1.said !== '', 'what is not there is said',
    none1.said);
  const empty = await find(' ', '^$');
  ok(empty.hits.length === 0 && empty.said === '', 'nothing asked: nothing said');
  await find('hoek 50', '^1 ');
  await page.focus('.find input');
  await page.keyboard.press('Tab');
  ok(await page.evaluate(() => document.activeElement.closest('.hits') !== null),
    'a hit is the next stop of the Tab key');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  ok((await page.title()).startsWith('Hoek 50'), 'and leads to the profile');
  none(complaints, 'the script has no complaint');
  await page.close();
}

async function without(browser) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(address(pages.front));
  const click = async (selector) => {
    await Promise.all([page.waitForNavigation(), page.click(selector)]);
    return path.relative(many, new URL(page.url()).pathname);
  };
  ok((await page.$$('.find input')).length === 0, 'without the script: no field');
  ok(await click('.areas tbody tr:not(.total) a') === 'gemeente/GM1971.html' &&
    /^profile\/BU/.test(await click('.areas tbody tr:not(.total):not(.wijk) a')),
  'from gemeente to buurt');
  await page.goto(address(pages.front));
  ok(await click('.letters a') === 'names/h.html' &&
    /^profile\/BU/.test(await click('.names a')), 'and by the letter of its name');
  await page.close();
}

valid();
const browser = await chromium();
try {
  for (const [name, file] of Object.entries(pages)) {
    await look(browser, name, path.join(many, file));
  }
  await search(browser);
  await without(browser);
} finally {
  await browser.close();
}
done();
