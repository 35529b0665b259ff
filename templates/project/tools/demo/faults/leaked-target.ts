import { openData } from '../data-file.ts';
import type { Fault } from '../fault.ts';

/** A column that is filled in only once the answer is known. */
export const leakedTarget: Fault = {
  name: 'leaked-target',
  title: 'a feature gives the target away',
  stoppedBy: 'validate',
  exitCode: 3,
  says: /leak|gives|target|away/i,
  inject: async (sandbox) => {
    const data = await openData(sandbox);
    const { target, problem, classes } = data.dataset.description;
    const answer = 'outcome_note';
    const type =
      problem === 'regression'
        ? 'z.number()'
        : `z.enum([${classes.map((_, index) => `'note ${index}'`).join(', ')}])`;
    await data.replace(
      data.rows.map((row) => ({
        ...row,
        [answer]:
          problem === 'regression'
            ? (row[target] ?? null)
            : `note ${classes.indexOf(String(row[target]))}`,
      })),
      [...data.columns, answer],
    );
    sandbox.edit(['data', 'contract.ts'], /\n\}\);/, `\n  ${answer}: ${type},\n});`);
    if (!sandbox.read('validate', 'validate.config.ts').includes('targetLeakage')) {
      sandbox.edit(
        ['validate', 'validate.config.ts'],
        /(settings: ValidationSettings = \{)/,
        "$1\n  targetLeakage: { status: 'fail' },",
      );
    }
    return `A new column ${answer} says in other words what ${target} is.`;
  },
};
