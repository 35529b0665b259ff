import type { Target } from './target.ts';

/** No place at all: a machine that ends with its job has nowhere to serve. The evidence is the recorded requests. */
export const replay: Target = {
  description:
    'Production and candidate side by side on this machine; recorded requests go to both.',
  isComparing: true,
  async release({ registry, model, record }) {
    const serving = registry.find(model, 'production')?.version;
    return [
      {
        step: 'target',
        check: 'alias',
        status: serving === record.version ? 'pass' : 'fail',
        sentence: `The registry names version ${serving ?? 'none'} as production; services that follow it answer with it.`,
      },
    ];
  },
};
