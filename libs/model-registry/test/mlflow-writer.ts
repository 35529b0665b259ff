// A process of its own that registers a model and promotes it on the state that it expects, for the test of racing writers.
import { MlopsError } from '@create-mlops/contracts';
import { openMlflowRegistry } from '../src/mlflow-registry.ts';
import { freshFolder, makeBundle } from './bundle-fixture.ts';

const [address = '', name = ''] = process.argv.slice(2);
const registry = openMlflowRegistry({ root: freshFolder(), address });
const who = { by: name, reason: 'racing' };
const { directory, verdict } = makeBundle(name);
const { record } = registry.register(directory, verdict, who);
try {
  registry.promote('churn', record.version, { ...who, expectedRevision: 0 });
  process.stdout.write('won\n');
} catch (error) {
  if (!(error instanceof MlopsError) || error.code !== 'ALIAS_CONFLICT') throw error;
  process.stdout.write('lost\n');
}
