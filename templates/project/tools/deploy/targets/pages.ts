import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { writePages } from '../../pages/write-pages.ts';
import type { Target } from './target.ts';

/** A static demo, for the provider's pages: the workflow publishes the folder with its own token. */
export const pages: Target = {
  description: 'A static page with the model in the browser, in artifacts/<model>/pages.',
  isComparing: false,
  async release({ root, registry, model, record }) {
    const { version, modelHash } = record;
    try {
      const path = await writePages({ root, registry, model, version });
      const state: unknown = JSON.parse(readFileSync(join(dirname(path), 'state.json'), 'utf8'));
      const isRight = JSON.stringify(state) === JSON.stringify({ model, version, modelHash });
      return [
        {
          step: 'target',
          check: 'page',
          status: isRight ? 'pass' : 'fail',
          sentence: `${relative(root, path)} (${(statSync(path).size / 1_048_576).toFixed(1)} MB) shows version ${version}; publish its folder.`,
        },
      ];
    } catch (error) {
      if (!(error instanceof MlopsError)) throw error;
      const sentence = `${error.message} ${error.hint}`;
      return [{ step: 'target', check: 'page', status: 'fail', sentence }];
    }
  },
};
