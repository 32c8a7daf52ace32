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

const [modules, folder, ...fontPaths] = process.argv.slice(2).map((a) => path.resolve(a));
const require = createRequire(path.join(modules, 'of-feiten.js'));
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const compiler = NodeCompiler.create({
  workspace: folder,
  fontArgs: [{ fontPaths }],
});

function say(answer) {
  process.stdout.write(JSON.stringify(answer) + '\n');
}

const main = path.join(folder, 'main.typ');

/**
 * What went wrong, on one line. The call that makes a PDF tells no place, so
 * the document is compiled once more for that; what only the PDF standard
 * forbids has a message and no place.
 */
function reason(error) {
  const result = compiler.compile({ mainFilePath: main });
  const found = result.hasError()
    ? compiler.fetchDiagnostics(result.takeError())
    : [...String(error.message).matchAll(/message: ("(?:[^"\\]|\\.)*")/g)]
      .map((m) => ({ message: JSON.parse(m[1]) }));
  const lines = found.map((d) => {
    const line = Number.isInteger(d.range?.start?.line) ? d.range.start.line + 1 : 0;
    return line > 0 ? `line ${line}: ${d.message}` : d.message;
  });
  return lines.length > 0 ? lines.join('; ') : String(error.message);
}

// In one call: a compiled document in JavaScript's hands is freed much later,
// and a long batch would grow.
function makePdf(date) {
  return compiler.pdf(
    { mainFilePath: main, resetRead: true },
    { pdfStandard: 'ua-1', creationTimestamp: date },
  );
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
  // What was remembered of this page helps no other: to keep that of ten took
  // 160 MB more and no less time.
  compiler.evictCache(0);
}

say({ ready: true });
readline.createInterface({ input: process.stdin, terminal: false })
  .on('line', answer);
