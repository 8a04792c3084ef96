// Asks TypeScript what it thinks of a file that uses the client that nodes serve.

import ts from 'typescript';
import { say } from './stdio.mjs';

const program = ts.createProgram(process.argv.slice(2), {
  noEmit: true,
  strict: true,
  skipDefaultLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
});
const complaints = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
  const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
});
say({ type: 'checked', complaints });
