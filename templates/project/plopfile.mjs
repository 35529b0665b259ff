// npx plop check|metric|detector|stage NAME [MODEL], or workflow NAME KIND where there are any: each writes a file that works, its test, and its line in a registry.
import { inProjectGenerators } from './tools/generators/in-project-generators.mjs';

export default async function plopfile(plop) {
  for (const { name, ...generator } of await inProjectGenerators(plop.getDestBasePath())) {
    plop.setGenerator(name, generator);
  }
}
