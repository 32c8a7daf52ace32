// SPDX-License-Identifier: EUPL-1.2
//
// The Typst worker: started once by feiten, it makes one PDF per question.
//
//   node worker.mjs MODULES FOLDER [FONTS...]
//
// MODULES is the node_modules folder with the compiler, FOLDER holds main.typ
// and model.json and takes out.pdf, FONTS are folders of fonts. It prints one
// JSON object a line: first {"ready":true}, then an answer to each line on
// stdin. A question is {"id": number, "date": seconds since 1970}; an answer
// {"id", "ok": true, "bytes"} or {"id", "ok": false, "error"}. It ends when
// stdin does. Typst sees no file outside FOLDER and there is no network.

import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

const KEEP = 2; // documents for which the compiler remembers its work

const [modules, folder, ...fontPaths] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'of-feiten.js'));
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const compiler = NodeCompiler.create({
  workspace: folder,
  fontArgs: [{ fontPaths }],
});

function say(answer) {
  process.stdout.write(JSON.stringify(answer) + '\n');
}

/** What went wrong, on one line, with its hints. */
function reason(error) {
  const found = error?.shortDiagnostics ?? compilerDiagnostics(error);
  const lines = found.map((d) => [d.message, ...(d.hints ?? [])].join('; '));
  return lines.length > 0 ? lines.join(' | ') : String(error?.message ?? error);
}

function compilerDiagnostics(error) {
  try {
    return compiler.fetchDiagnostics(error);
  } catch {
    return [];
  }
}

function makePdf(date) {
  const result = compiler.compile({
    mainFilePath: path.join(folder, 'main.typ'),
    resetRead: true,
  });
  if (result.hasError()) {
    throw result.takeError();
  }
  return compiler.pdf(result.result, {
    pdfStandard: 'ua-1',
    creationTimestamp: date,
  });
}

function answer(line) {
  let id = null;
  try {
    const question = JSON.parse(line);
    id = question.id;
    const pdf = makePdf(question.date);
    writeFileSync(path.join(folder, 'out.pdf'), pdf);
    say({ id, ok: true, bytes: pdf.length });
  } catch (error) {
    say({ id, ok: false, error: reason(error) });
  }
  compiler.evictCache(KEEP);
}

say({ ready: true });
readline.createInterface({ input: process.stdin, terminal: false })
  .on('line', answer);
