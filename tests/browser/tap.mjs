// SPDX-License-Identifier: EUPL-1.2
//
// What the browser tests share: TAP, the site of `make $(BUILD)/site/made`,
// and Chromium.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

const repo = path.resolve(fileURLToPath(import.meta.url), '../../..');
export const feiten = process.env.FEITEN ?? path.join(repo, 'build/feiten');
export const site = path.join(path.dirname(feiten), 'site/out');

/** Of two gemeenten: `make $(BUILD)/many/made`. */
export const many = path.join(path.dirname(feiten), 'many/out');

let count = 0;
let failed = 0;

export function ok(pass, name, details = []) {
  count++;
  console.log(`${pass ? 'ok' : 'not ok'} ${count} - ${name}`);
  if (!pass) {
    failed++;
    for (const line of [details].flat().slice(0, 20)) {
      console.log(`# ${String(line).replaceAll('\n', '\n# ')}`);
    }
  }
  return pass;
}

export function none(list, name) {
  return ok(list.length === 0, name, list);
}

export function done() {
  console.log(`1..${count}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** The same site a month on, in English: what is said of changes is there too
 * (next.sh). */
export const next = path.join(path.dirname(feiten), 'site-next/out');

/** Every kind of page there is, and an area without inhabitants. */
export const pages = {
  index: 'index.html',
  gemeente: 'profile/GM0603.html',
  wijk: 'profile/WK060307.html',
  buurt: 'profile/BU06030771.html',
  sheet: 'sheet/samen-om-de-hoek.html',
  'empty buurt': 'profile/BU06030772.html',
  compare: 'report/compare-BU06030771-BU06030111-BU06030221.html',
  'theme of a gemeente': 'compare/GM0603-wonen.html',
  'table book': 'report/tables-WK060302.html',
  'own area': 'profile/huis-van-de-stad.html',
  sources: 'sources.html',
  method: 'method.html',
  glossary: 'glossary.html',
  downloads: 'downloads.html',
};

export async function chromium() {
  const program = [process.env.CHROMIUM, '/usr/bin/chromium',
    '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .find((file) => file && existsSync(file));
  if (!program) {
    throw new Error('no Chromium: make deps-test installs it');
  }
  // As root, as in a container, Chromium has no sandbox. No service of its own
  // may look for a network.
  return puppeteer.launch({
    executablePath: program,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
      '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
      '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });
}
