// npx plop check|metric|detector|stage NAME [MODEL]: each writes a file that works, its test, and its line in a registry.
import { inProjectGenerators } from './tools/generators/in-project-generators.mjs';

export default function plopfile(plop) {
  for (const { name, ...generator } of inProjectGenerators(plop.getDestBasePath())) {
    plop.setGenerator(name, generator);
  }
}
