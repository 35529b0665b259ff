// A process of its own that registers and promotes, for the tests of racing and killed writers.
import { openDirectoryRegistry } from '../src/directory-registry.ts';
import { makeBundle } from './bundle-fixture.ts';

const [folder = '', name = '', count = '1'] = process.argv.slice(2);
const registry = openDirectoryRegistry(folder);
const who = { by: name, reason: 'racing' };
for (let index = 0; index < Number(count); index++) {
  const { directory, verdict } = makeBundle(`${name} ${index}`);
  const { record } = registry.register(directory, verdict, who);
  registry.promote('churn', record.version, { ...who, force: true });
  process.stdout.write('.');
}
