// Runs a piece of the documents as if it stood in a file of its own beside the packages it imports.

import { writeFileSync } from 'node:fs';

const [name, code] = process.argv.slice(2);
const file = new URL(`./${name}-example.mjs`, import.meta.url);
writeFileSync(file, code);
await import(file);
