// SPDX-License-Identifier: EUPL-1.2
//
// Every page against the standard (html-validate), and every link on it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { done, next, none, ok, pages, site } from './tap.mjs';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
});

function mistakes(file, html) {
  return validator.validateStringSync(html, file).results
    .flatMap((result) => result.messages)
    // The title of a sheet is the task, as people wrote it.
    .filter((m) => !(file.startsWith('sheet/') && m.ruleId === 'long-title'))
    .map((m) => `${file}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
}

/** Addresses that lead to nothing in the folder, by their #fragment too, or
 * that would not work from a stick: absolute ones. */
function lost(root, texts) {
  const found = [];
  const ids = new Map([...texts].map(([file, html]) =>
    [file, new Set([...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]))]));
  const there = new Map();
  for (const [file, html] of texts) {
    const seen = new Set();
    for (const [, ref] of html.matchAll(/ (?:href|src)="([^"]+)"/g)) {
      if (/^https?:\/\//.test(ref) || seen.has(ref)) {
        continue;
      }
      seen.add(ref);
      const [where, id] = ref.split('#');
      const to = where === '' ? file
        : path.posix.join(path.posix.dirname(file), decodeURI(where));
      if (!there.has(to)) {
        there.set(to, !to.startsWith('..') && existsSync(path.join(root, to)));
      }
      if (/^(\/|[a-z]+:)/.test(ref) || !there.get(to) ||
        (id !== undefined && !ids.get(to)?.has(id))) {
        found.push(`${file}: ${ref}`);
      }
    }
  }
  return found;
}

/** What an id names: the same on every page, whatever else is on it. */
function names(texts, found) {
  const kinds = [['row', /<tr id="(row-[^"]+)"><th[^>]*>(?:<a[^>]*>)?([^<]+)/g],
    ['key', /<li id="(key-[^"]+)">\s*<h3>([^<]+)/g],
    ['inside', /<li id="(inside-[^"]+)">\s*<h3>([^<]+)/g]];
  const called = new Map();
  const wrong = [];
  for (const [file, html] of texts) {
    for (const [kind, pattern] of kinds) {
      for (const [, id, label] of html.matchAll(pattern)) {
        for (const [from, to] of [[id, label], [`${kind} ${label}`, id]]) {
          if ((called.get(from) ?? to) !== to) {
            wrong.push(`${file}: ${from}: ${to}, was ${called.get(from)}`);
          }
          called.set(from, to);
        }
        found.add(id);
      }
    }
  }
  return wrong;
}

function check(root, language) {
  const profiles = readdirSync(path.join(root, 'profile'))
    .filter((name) => name.endsWith('.html'))
    .map((name) => `profile/${name}`);
  const beside = readdirSync(root).filter((name) => name.endsWith('.html'));
  const others = ['compare', 'sheet', 'report'].flatMap((folder) =>
    existsSync(path.join(root, folder))
      ? readdirSync(path.join(root, folder))
        .filter((name) => name.endsWith('.html'))
        .map((name) => `${folder}/${name}`) : []);
  const texts = new Map([...beside, ...profiles, ...others].map((file) =>
    [file, readFileSync(path.join(root, file), 'utf8')]));
  ok(profiles.length === 45 && beside.length >= 5 + (root === next ? 1 : 0),
    `${language}: 45 profiles and the pages beside them`, beside);
  ok(others.length >= 12, `${language}: and pages of other kinds`, others);
  const titles = [...texts.values()].map((html) =>
    html.match(/<title>(.*)<\/title>/)[1]);
  // In the other language the same templates: a page of each kind.
  const some = root === next ? [...beside, ...Object.values(pages)] : null;
  none([...texts].filter(([file]) => some?.includes(file) ?? true)
    .flatMap(([file, html]) => mistakes(file, html)),
  `${language}: html-validate finds no error on any page`);
  none(lost(root, texts), `${language}: no link leads nowhere`);
  ok(new Set(titles).size === titles.length,
    `${language}: each page has its own title`);
  const ids = new Set();
  none(names(texts, ids), `${language}: an id is of one figure everywhere`);
  ok(ids.size > 40, `${language}: figures have one`, ids.size);
  return ids;
}

ok(mistakes('bad.html', '<p><div></p>').length > 0, 'mistakes are found');
ok(lost(site, new Map([['index.html', '<a href="/x"><a href="sources.html#no">' +
  '<a href="../x"><a href="https://example.org/">']])).length === 3,
'and links that lead nowhere');
const dutch = check(site, 'Dutch');
const english = check(next, 'English');
none([...dutch].filter((id) => !english.has(id)),
  'ids are the same in both languages');
done();
