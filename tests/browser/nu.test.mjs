// SPDX-License-Identifier: EUPL-1.2
//
// A page of each kind against the Nu checker of the W3C, where Java is at hand
// and vnu.jar too: in $VNU_JAR, or by
// npm install --prefix tests/browser --no-save vnu-jar

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { done, next, none, ok, pages, site } from './tap.mjs';

const jar = process.env.VNU_JAR ?? fileURLToPath(
  new URL('node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));

/** Errors and warnings; of files, or of text on its standard input. */
function mistakes(files, input) {
  const run = spawnSync('java', ['-Xss2m', '-jar', jar, '--stdout', '--format',
    'gnu', ...files], { encoding: 'utf8', input, maxBuffer: 1 << 26 });
  return [...run.stdout.split('\n').filter((line) => line !== ''),
    ...(run.status === 0 || run.stdout !== '' ? [] : [run.stderr])];
}

if (!existsSync(jar) || spawnSync('java', ['-version']).status !== 0) {
  console.log('1..0 # SKIP no Java here, or no vnu.jar');
} else {
  ok(mistakes(['-'], '<!doctype html><title>x</title><p><div></p>').length > 0,
    'mistakes are found');
  none(mistakes([...Object.values(pages).map((file) => path.join(site, file)),
    path.join(next, 'changes.html'), path.join(next, pages.buurt)]),
  'the Nu checker finds no error and no warning on any kind of page');
  done();
}
