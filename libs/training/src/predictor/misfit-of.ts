import type { Encoder } from '@create-mlops/contracts';
import type { Engine } from './engine.ts';

/**
 * Why a model does not belong to an encoder, as the end of the sentence `The model …`; `null` when it does. Classes may
 * be named by their words or by their numbers 0, 1, …, as the training data of another program has them.
 */
export function misfitOf(
  engine: Pick<Engine, 'inputWidth' | 'outputs' | 'classes'>,
  { width, target }: Pick<Encoder, 'width' | 'target'>,
): string | null {
  if (engine.inputWidth !== width) {
    return `takes ${engine.inputWidth} numbers per row, but encoder.json makes ${width}`;
  }
  const expected = target.kind === 'classification' ? target.classes.length : 1;
  if (engine.outputs !== expected) {
    return target.kind === 'classification'
      ? `answers ${engine.outputs} numbers per row, but the contract has ${expected} classes: ${target.classes.join(', ')}`
      : `answers ${engine.outputs} numbers per row, but a regression needs one`;
  }
  if (target.kind === 'regression' || engine.classes === undefined) return null;
  const { classes } = engine;
  const isSame = (names: readonly string[]) => names.every((name, at) => name === classes[at]);
  if (isSame(target.classes) || isSame(target.classes.map((_, at) => String(at)))) return null;
  return `has the classes ${classes.join(', ')} in this order, but the contract has ${target.classes.join(', ')}`;
}
