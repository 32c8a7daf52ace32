// SPDX-License-Identifier: EUPL-1.2
//
// Whether a folder's node_modules holds what its package-lock.json names:
//
//   node node-present.mjs FOLDER     status 0: yes
//
// npm writes down what it installed when it is done, in .package-lock.json; a
// package for another kind of machine is not in there.

import { readFileSync } from 'node:fs';
import path from 'node:path';

const [folder] = process.argv.slice(2);

function packages(file) {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')).packages;
}

try {
  const wanted = packages('package-lock.json');
  const here = packages('node_modules/.package-lock.json');
  const lacking = Object.entries(wanted).filter(([name, what]) =>
    name !== '' && !what.optional && here[name]?.version !== what.version);
  process.exit(lacking.length === 0 ? 0 : 1);
} catch {
  process.exit(1);
}
