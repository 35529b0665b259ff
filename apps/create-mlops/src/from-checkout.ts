// `npm run create -- DIR [flags]`: the command, with the working tree as its cargo.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutPayload } from '@create-mlops/generators/checkout-payload';
import { main } from './main.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const own: { version: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'),
);
await main(process.argv.slice(2), {
  version: own.version,
  payload: async () => checkoutPayload(root),
});
