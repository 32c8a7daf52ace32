// SPDX-License-Identifier: EUPL-1.2
//
// What a site does besides showing pages: search and order in the table of
// areas, with the keyboard alone; addresses of figures; twice as large; on
// paper. From files, as on a stick.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, done, none, ok, pages, site } from './tap.mjs';

const address = (file) => pathToFileURL(path.join(site, file)).href;
const browser = await chromium();

const table = '#table-GM0603 tbody tr:not(.total)';
const shown = (page) => page.$$eval(table, (all) =>
  all.filter((row) => row.checkVisibility())
    .map((row) => row.querySelector('small').textContent));

async function find(page, text) {
  await page.$eval('.find input', (e) => { e.value = ''; });
  await page.focus('.find input');
  await page.keyboard.type(text);
  return { codes: await shown(page),
    said: await page.$eval('.find [role=status]', (e) => e.textContent) };
}

/** What stands in for Inter until that is there is as wide: text does not move.
 */
async function stand() {
  const page = await browser.newPage();
  await page.goto(address(pages.buurt));
  const wide = await page.evaluate(async () => {
    await document.fonts.ready;
    const text = document.querySelector('main').innerText.slice(0, 4000)
      .replace(/\s+/g, ' ');
    const pen = document.createElement('canvas').getContext('2d');
    const width = (font) => {
      pen.font = font;
      return pen.measureText(text).width;
    };
    return Promise.all([400, 600, 700].map(async (weight) => {
      const [own, aside] = ['"Inter"', '"Inter aside"']
        .map((family) => `${weight} 40px ${family}, monospace`);
      await document.fonts.load(own);
      // Not on this machine: it is refused.
      await document.fonts.load(aside).catch(() => {});
      return { weight, share: width(aside) / width(own),
        there: width(aside) !== width(`${weight} 40px monospace`) };
    }));
  });
  for (const { weight, share, there } of wide) {
    ok(!there || Math.abs(share - 1) < 0.03,
      `what stands in for Inter ${weight} is as wide`, share);
  }
  await page.close();
}

async function search() {
  const page = await browser.newPage();
  const complaints = [];
  page.on('pageerror', (e) => complaints.push(e.message));
  await page.evaluateOnNewDocument(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
      window.shift += entry.hadRecentInput ? 0 : entry.value;
    })).observe({ type: 'layout-shift', buffered: true });
  });
  await page.setViewport({ width: 1280, height: 2400 });
  await page.goto(address(pages.index));
  const all = await shown(page);
  ok(all.length >= 40, 'all areas are there', all.length);
  const shift = await page.evaluate(() => window.shift);
  // Less than a line of the text below it; 0.1 is what is called well.
  ok(shift < 0.01, 'nothing moved as the script came', shift);
  for (const [text, code] of [['Muziekbuurt', 'BU06030771'],
    ['bu06030771', 'BU06030771'], ['MÚZIEK buurt'.replace(' ', ''),
      'BU06030771']]) {
    const { codes, said } = await find(page, text);
    ok(codes.length === 1 && codes[0] === code && /^1 /.test(said),
      `"${text}" is found`, `${codes} ${said}`);
  }
  const wijk = await find(page, 'wijk 07');
  ok(wijk.codes.includes('WK060307') && wijk.codes.includes('BU06030771') &&
    wijk.codes.every((code) => code.startsWith('07', 6)) &&
    wijk.said.startsWith(`${wijk.codes.length} `),
  'a wijk with all that lies in it', `${wijk.codes} ${wijk.said}`);
  const nothing = await find(page, '<b>xyz');
  ok(nothing.codes.length === 0 && nothing.said !== '',
    'what is not there is said', nothing.said);
  const again = await find(page, ' ');
  ok(again.codes.join() === all.join() && again.said === '',
    'nothing asked: all again');

  // By a column: up, down, and as it was; what has no value comes last.
  const head = 'table.areas thead th:nth-child(2)';
  await page.focus(`${head} button`);
  const values = () => page.$$eval(table, (rows) =>
    rows.map((row) => row.cells[1].dataset.v ?? null));
  for (const way of ['ascending', 'descending', null]) {
    await page.keyboard.press(way === 'descending' ? 'Space' : 'Enter');
    ok(await page.$eval(head, (e) => e.getAttribute('aria-sort')) === way &&
      await page.$eval(head, (e) => e.contains(document.activeElement)),
    `the head says so, and keeps the focus: ${way}`);
    const list = await values();
    const some = list.filter((v) => v !== null).map(Number);
    const right = way === null ? (await shown(page)).join() === all.join()
      : some.every((v, i) => i === 0 ||
        (way === 'ascending' ? v >= some[i - 1] : v <= some[i - 1])) &&
        list.slice(some.length).every((v) => v === null);
    ok(right && some.length > 20, `and the rows are so: ${way}`, list);
  }
  ok(await page.$eval('table.areas tbody tr', (e) =>
    e.classList.contains('total')), 'gemeente and country stay on top');
  none(complaints, 'the script has no complaint');
  await page.close();
}

/** Without it: no field, no button, all rows. */
async function without() {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(address(pages.index));
  const made = await page.$$('.find input, th button');
  ok((await shown(page)).length >= 40 && made.length === 0,
    'without the script: all areas, and nothing that does not work');
  await page.close();
}

/** The address of a figure leads to it, also in a table that is closed. */
async function figures() {
  const page = await browser.newPage();
  for (const id of ['row-koopwoningen', 'fig-wonen-range']) {
    await page.goto('about:blank');
    await page.goto(`${address(pages.buurt)}#${id}`);
    const seen = await page.waitForFunction((name) => {
      const e = document.getElementById(name);
      const box = e.getBoundingClientRect();
      return e.checkVisibility() && box.top >= -1 && box.top < innerHeight;
    }, { timeout: 5000 }, id).then(() => true, () => false);
    ok(seen, `#${id} is where one comes`);
  }
  await page.close();
}

/** Where the keyboard is can be seen at each stop, also in a table that is wider
 * than a telephone and whose first column stays: nothing lies over it. */
async function stops(file) {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 800 });
  await page.goto(address(file));
  const lost = [];
  let n = 0;
  for (;; n++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body || at === null) {
        return null;
      }
      const shown = at.matches('.maps > input') ? at.labels[0] : at;
      const box = shown.getBoundingClientRect();
      const over = document.elementFromPoint((box.left + box.right) / 2,
        Math.max(box.top, 0) + Math.min(box.height, 20) / 2);
      const line = getComputedStyle(shown);
      return { name: at.textContent.trim().slice(0, 40) || at.id,
        seen: over !== null && (shown.contains(over) || over.contains(shown)) &&
          line.outlineStyle === 'solid' && parseFloat(line.outlineWidth) >= 2 };
    });
    if (stop === null || n > 500) {
      break;
    }
    if (!stop.seen) {
      lost.push(stop.name);
    }
  }
  none(lost, `${file}: all ${n} stops of the keyboard can be seen`);
  ok(n > 40 && n < 500, 'and there are as many as there should be', n);
  await page.close();
}

/** At twice the size, and on paper. */
async function large(name, file) {
  const page = await browser.newPage();
  await page.setViewport({ width: 640, height: 900 });
  await page.goto(address(file));
  await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
  const wide = () => page.evaluate(() =>
    document.documentElement.scrollWidth - innerWidth);
  ok(await wide() <= 0, `${name}: 200 % does not scroll sideways`,
    await wide());
  await page.close();
}

async function paper(name, file) {
  const page = await browser.newPage();
  await page.setViewport({ width: 718, height: 1000 }); // A4 less its margins
  await page.goto(address(file));
  const kept = await page.$$eval('main td, main dd, main .big', (all) => all
    .filter((e) => e.textContent.trim() !== '' && !e.closest('.map')).length);
  await page.emulateMediaType('print');
  const said = await page.evaluate(() => {
    const gone = [...document.querySelectorAll('main td, main dd, main .big')]
      .filter((e) => e.textContent.trim() !== '' && !e.closest('.map') &&
        !e.checkVisibility({ contentVisibilityAuto: true }));
    return { gone: gone.map((e) => e.textContent),
      nav: [...document.querySelectorAll('nav, .skip, .find, .button')]
        .filter((e) => e.checkVisibility()).map((e) => e.outerHTML),
      wide: document.documentElement.scrollWidth - innerWidth };
  });
  none(said.gone, `${name}: on paper every figure is there (${kept})`);
  none(said.nav, `${name}: and nothing to click`);
  ok(said.wide <= 0, `${name}: and it fits the paper`, said.wide);
  await page.close();
}

try {
  await stand();
await search();
  await without();
  await figures();
  await stops('compare/GM0603-wonen.html');
  // Reports that are asked for one by one are not part of the site.
  const ofSite = Object.entries(pages)
    .filter(([, file]) => !file.startsWith('report/'));
  for (const [name, file] of ofSite) {
    await large(name, file);
    await paper(name, file);
  }
} finally {
  await browser.close();
}
done();
