import { templates } from 'virtual:templates';
import runtime from 'handlebars/runtime.js';

/**
 * Renders a template that the build has compiled.
 *
 * @throws {RangeError} when the build knew no such template.
 */
export function renderTemplate(path: string, context: Readonly<Record<string, unknown>>): string {
  const compiled = templates[path];
  if (compiled === undefined) throw new RangeError(`The build has no template ${path}.`);
  return runtime.template(compiled)(context);
}
