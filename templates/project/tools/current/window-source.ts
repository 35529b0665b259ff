import { existsSync, statSync } from 'node:fs';
import { MlopsError } from '@create-mlops/contracts';

/** Where a window comes from. */
export type WindowSource =
  | { readonly kind: 'folder' | 'file'; readonly path: string }
  | { readonly kind: 'url' | 'object'; readonly location: string }
  | { readonly kind: 'log'; readonly address: string };

/**
 * What somebody named: a folder, a file, `https://…`, `s3://bucket/key`, or `log` for the prediction log of the service at
 * `DEPLOY_URL`; `log:https://…` names the service itself.
 *
 * @throws {MlopsError} USAGE, FILE_NOT_FOUND.
 */
export function windowSource(word: string, environment: NodeJS.ProcessEnv): WindowSource {
  if (word === '') {
    throw new MlopsError(
      'USAGE',
      'Where does the current window come from?',
      'Name a folder, a file, https://…, s3://bucket/key or `log`: `npm run current log`. In CI set CURRENT_SOURCE.',
    );
  }
  if (word === 'log' || word.startsWith('log:')) {
    const address = word === 'log' ? (environment.DEPLOY_URL ?? '') : word.slice('log:'.length);
    if (/^https?:\/\/./.test(address) && URL.canParse(address)) {
      return { kind: 'log', address: address.replace(/\/+$/, '') };
    }
    throw new MlopsError(
      'USAGE',
      address === ''
        ? 'Whose log? DEPLOY_URL is not set.'
        : `"${address}" is no address of a service.`,
      'Set DEPLOY_URL, or write log:http://127.0.0.1:3000.',
    );
  }
  if (word.startsWith('s3://')) return { kind: 'object', location: word };
  if (/^https?:\/\//.test(word)) {
    if (URL.canParse(word)) return { kind: 'url', location: word };
    throw new MlopsError('USAGE', `"${word}" is no address.`, 'Look at how it is written.');
  }
  if (!existsSync(word)) {
    throw new MlopsError(
      'FILE_NOT_FOUND',
      `There is no ${word}.`,
      'Name a folder, a file, https://…, s3://bucket/key or `log`.',
    );
  }
  return { kind: statSync(word).isDirectory() ? 'folder' : 'file', path: word };
}
