import type { GateCheck } from '@create-mlops/contracts';
import type { GateContext } from '../gate-context.ts';
import { numberTexts } from '../print/number-text.ts';
import { plainCheck, standing } from './gate-check.ts';
import { unknownValueCheck } from './limit-check.ts';

/** The size of the bundle. */
export function size({ settings, sizeMb, bundleDirectory }: GateContext): GateCheck[] {
  if (settings.size === undefined) return [];
  const { maxMb, onFail } = settings.size;
  if (sizeMb === null) {
    return [
      unknownValueCheck('sizeMb', 'The size of the bundle', `${bundleDirectory} does not exist`, {
        limit: { max: maxMb, onFail },
      }),
    ];
  }
  const fits = sizeMb <= maxMb;
  const [value, limit] = numberTexts(sizeMb, maxMb);
  return [
    plainCheck({
      check: 'sizeMb',
      against: 'limit',
      ...standing(fits ? 'pass' : 'fail', onFail),
      value: sizeMb,
      limit: maxMb,
      n: 1,
      reason: `The bundle takes ${value} MB, ${fits ? 'within' : 'more than'} ${limit} MB.`,
    }),
  ];
}
