import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Ids that may go into headers, logs and file names without another thought. */
const sane = /^[\w.:-]{1,128}$/;

/** A source of request ids: the caller's `x-request-id` when it is sane, else one that no other process makes. */
export function requestIds(
  seed: string = randomBytes(6).toString('hex'),
): (request: Pick<IncomingMessage, 'headers'>) => string {
  let count = 0;
  return ({ headers }) => {
    const given = headers['x-request-id'];
    if (typeof given === 'string' && sane.test(given)) return given;
    count++;
    return `${seed}-${count.toString(36)}`;
  };
}
