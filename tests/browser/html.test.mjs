// SPDX-License-Identifier: EUPL-1.2
//
// Every page against the standard (html-validate), and every link on it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { done, inEnglish, none, ok, site } from './tap.mjs';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
});

function mistakes(file, html) {
  return validator.validateStringSync(html, file).results
    .flatMap((result) => result.messages)
    .map((m) => `${file}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
}

/** Addresses on a page that lead to nothing. */
function lost(root, file, html) {
  const found = [];
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]));
  for (const [, ref] of html.matchAll(/ (?:href|src)="([^"]+)"/g)) {
    if (/^https:\/\//.test(ref)) {
      continue;
    }
    const [where, id] = ref.split('#');
    if (where === '' && !ids.has(id)) {
      found.push(`${file}: #${id}`);
    }
    const there = path.join(root, path.dirname(file), decodeURI(where));
    if (where !== '' && !existsSync(there)) {
      found.push(`${file}: ${ref}`);
    }
  }
  return found;
}

function check(root, language) {
  const profiles = readdirSync(path.join(root, 'profile'))
    .filter((name) => name.endsWith('.html'))
    .map((name) => `profile/${name}`);
  const files = ['index.html', ...profiles];
  ok(files.length === 46, `${language}: an index and 45 profiles`);
  const wrong = [];
  const nowhere = [];
  const titles = new Set();
  for (const file of files) {
    const html = readFileSync(path.join(root, file), 'utf8');
    wrong.push(...mistakes(file, html));
    nowhere.push(...lost(root, file, html));
    titles.add(html.match(/<title>(.*)<\/title>/)[1]);
  }
  none(wrong, `${language}: html-validate finds no error on any page`);
  none(nowhere, `${language}: no link leads nowhere`);
  ok(titles.size === files.length, `${language}: each page has its own title`);
}

ok(mistakes('bad.html', '<p><div></p>').length > 0, 'mistakes are found');
check(site, 'Dutch');
check(inEnglish(), 'English');
done();
