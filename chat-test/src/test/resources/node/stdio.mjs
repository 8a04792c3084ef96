// What a script and the test that runs it say to each other: lines of JSON in both directions.

import { createInterface } from 'node:readline';

const handlers = new Map();

/** Tells the test: an object with a `type`. */
export function say(object) {
  process.stdout.write(`${JSON.stringify(object)}\n`);
}

/** From now on `handler` gets what the test tells with this type; if it throws, the script ends. */
export function on(type, handler) {
  handlers.set(type, handler);
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    const handler = handlers.get(command.type);
    if (!handler) {
      throw new Error(`nobody handles ${line}`);
    }
    handler(command);
  })
  .on('close', () => process.exit()); // the test is gone
