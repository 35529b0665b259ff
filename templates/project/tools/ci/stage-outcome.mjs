import { readFailure, readReport } from '../pipeline/reports.mjs';

const exitCodes = { bug: 1, dataInvalid: 3, gateBlocked: 4, driftFound: 5 };

/** What a report says of its stage: whether the next one may go on, and the code that the stage itself ended with. */
const judges = {
  validate: (report) => ({
    isGood: report.verdict !== 'fail',
    exitCode: report.verdict === 'fail' ? exitCodes.dataInvalid : 0,
    sentence: report.sentence,
  }),
  train: (manifest) => ({
    isGood: true,
    exitCode: 0,
    sentence: `${manifest.splitRows.train.toLocaleString('en-US')} rows: model ${manifest.modelHash.slice(0, 12)}.`,
  }),
  evaluate: (verdict) => ({
    isGood: !verdict.blocking,
    exitCode: verdict.blocking ? exitCodes.gateBlocked : 0,
    sentence: verdict.sentence,
  }),
  register: (registration) => ({ isGood: true, exitCode: 0, sentence: registration.sentence }),
  drift: (report) => ({
    isGood: true,
    exitCode: report.decision === 'drift' ? exitCodes.driftFound : 0,
    sentence: report.sentence,
  }),
};

/** Folders of a model that have tests. */
export const testedFolders = ['data', 'validate', 'evaluate', 'drift', 'tests'];

/**
 * What came out of one stage of one model. `isPlanned` is false when the run had nothing to do with it; `sentence` is empty then.
 *
 * @param wanted the stages that the run asked for.
 * @returns {{ isPlanned: boolean, isGood: boolean, exitCode: number, sentence: string }}
 */
export function outcomeOf(model, stage, tasks, wanted = [stage]) {
  if (stage === 'test') return outcomeOfTests(model, tasks);
  const own = tasks.find(({ task }) => task === `${model}-${stage}:${stage}`);
  if (own === undefined) {
    // Nx does not name a task that it did not come to, for one before it has failed.
    const isHeldUp = tasks.some(
      ({ task, did }) => did === 'failed' && isBefore(task, model, stage) && wanted.includes(stage),
    );
    return {
      isPlanned: isHeldUp,
      isGood: false,
      exitCode: 0,
      sentence: isHeldUp ? 'was not reached.' : '',
    };
  }
  const failure = readFailure(model, stage);
  if (failure !== null) {
    const sentence = `${failure.message} ${failure.hint}`;
    return { isPlanned: true, isGood: false, exitCode: failure.exitCode, sentence };
  }
  const report = readReport(model, stage);
  const judged = report === null ? null : judges[stage](report);
  // A report may be whole although the stage fell over after it.
  if (judged === null || (own.did === 'failed' && judged.exitCode === 0)) {
    const sentence = 'did not finish; the log says why.';
    return { isPlanned: true, isGood: false, exitCode: exitCodes.bug, sentence };
  }
  return { isPlanned: true, ...judged };
}

const order = ['validate', 'train', 'evaluate', 'register'];
const isBefore = (task, model, stage) =>
  order
    .slice(0, Math.max(0, order.indexOf(stage)))
    .some((name) => task === `${model}-${name}:${name}`);

/** Tests of another model say nothing of this one; those of libraries and of the service count for all. */
function outcomeOfTests(model, tasks) {
  const own = testedFolders.map((folder) => `${model}-${folder}:test`);
  const ofModels = new RegExp(`-(${testedFolders.join('|')}):test$`);
  const counted = tasks.filter(
    ({ task }) => task.endsWith(':test') && (own.includes(task) || !ofModels.test(task)),
  );
  const failed = counted.filter(({ did }) => did === 'failed').map(({ task }) => task);
  return {
    isPlanned: counted.length > 0,
    isGood: counted.length > 0 && failed.length === 0,
    exitCode: failed.length === 0 ? 0 : exitCodes.bug,
    sentence: failed.length === 0 ? 'Every test passed.' : `Failed: ${failed.join(', ')}.`,
  };
}
