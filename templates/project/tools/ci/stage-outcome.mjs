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

/**
 * What came out of one stage of one model. `isPlanned` is false when the run had nothing to do with it; `sentence` is empty then.
 *
 * @returns {{ isPlanned: boolean, isGood: boolean, exitCode: number, sentence: string }}
 */
export function outcomeOf(model, stage, tasks) {
  const own = tasks.find(({ task }) => task === `${model}-${stage}:${stage}`);
  if (stage === 'test') {
    const ofModel = tasks.filter(({ task }) => task.endsWith(':test'));
    const failed = ofModel.filter(({ did }) => did === 'failed').map(({ task }) => task);
    return {
      isPlanned: ofModel.length > 0,
      isGood: failed.length === 0,
      exitCode: failed.length === 0 ? 0 : exitCodes.bug,
      sentence: failed.length === 0 ? 'Every test passed.' : `Failed: ${failed.join(', ')}.`,
    };
  }
  if (own === undefined) {
    const isPlanned = tasks.some(({ task }) => task.startsWith(`${model}-`));
    // What comes before it has stopped: Nx does not name a task that it did not come to.
    return { isPlanned, isGood: false, exitCode: 0, sentence: isPlanned ? 'was not reached.' : '' };
  }
  const failure = readFailure(model, stage);
  if (failure !== null) {
    const sentence = `${failure.message} ${failure.hint}`;
    return { isPlanned: true, isGood: false, exitCode: failure.exitCode, sentence };
  }
  const report = readReport(model, stage);
  if (report !== null) return { isPlanned: true, ...judges[stage](report) };
  const sentence = 'did not finish; the log says why.';
  return { isPlanned: true, isGood: false, exitCode: exitCodes.bug, sentence };
}
