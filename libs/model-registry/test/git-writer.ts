// A process of its own that registers models and promotes each on the state it saw, for the tests of racing and killed writers.
import { MlopsError } from '@create-mlops/contracts';
import { openGitRegistry } from '../src/git-registry.ts';
import { makeBundle } from './bundle-fixture.ts';

const [root = '', name = '', count = '1'] = process.argv.slice(2);
const registry = openGitRegistry({ root, remote: 'origin' });
const who = { by: name, reason: 'racing' };
for (let index = 0; index < Number(count); index++) {
  const { directory, verdict } = makeBundle(`${name} ${index}`);
  const { record } = registry.register(directory, verdict, who);
  try {
    registry.promote('churn', record.version, { ...who, expectedRevision: index, force: true });
    process.stdout.write('won\n');
  } catch (error) {
    if (!(error instanceof MlopsError) || error.code !== 'ALIAS_CONFLICT') throw error;
    process.stdout.write('lost\n');
  }
}
