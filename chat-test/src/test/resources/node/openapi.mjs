// Says whether what is at an address is an OpenAPI document, and of which version.

import { Validator } from '@seriousme/openapi-schema-validator';
import { say } from './stdio.mjs';

const validator = new Validator();
const answer = await fetch(process.argv[2]);
const { valid, errors } = await validator.validate(await answer.text());
say({ type: 'validated', valid, errors: JSON.stringify(errors ?? []), version: validator.version });
