import { styleText } from 'node:util';
import { readFailure, readReport } from './reports.mjs';

const exitCodes = { bug: 1, dataInvalid: 3, gateBlocked: 4 };
const marks = {
  good: styleText('green', '✔'),
  bad: styleText('red', '✘'),
  note: styleText('yellow', '●'),
};

/**
 * One sentence per stage, from the reports, and the exit code that follows from them: 0 when nothing failed and nothing is
 * missing. `status` is the code of Nx, which stands for stages that left no report.
 */
export function summarize(models, status) {
  const lines = [];
  let code = 0;
  for (const model of models) {
    const told = summarizeModel(model, status);
    lines.push('', styleText('bold', model), ...told.lines);
    code ||= told.code;
  }
  return { text: `${lines.join('\n')}\n\n`, code };
}

function summarizeModel(model, status) {
  const lines = [];
  const say = (mark, stage, sentence) =>
    lines.push(`  ${marks[mark]} ${stage.padEnd(9)} ${sentence}`);
  const unfinished = (stage) => {
    const failure = readFailure(model, stage);
    if (failure !== null) {
      say('bad', stage, `${failure.message} ${failure.hint}`);
      return { lines, code: failure.exitCode };
    }
    say('bad', stage, 'did not finish; the lines above say why.');
    return { lines, code: status === 0 ? exitCodes.bug : status };
  };

  const validation = readReport(model, 'validate');
  if (validation === null || readFailure(model, 'validate')) return unfinished('validate');
  say(
    { pass: 'good', warn: 'note', fail: 'bad' }[validation.verdict],
    'validate',
    validation.sentence,
  );
  if (validation.verdict === 'fail') return { lines, code: exitCodes.dataInvalid };

  const manifest = readReport(model, 'train');
  // An earlier run may have left a manifest.
  if (manifest === null || readFailure(model, 'train')) return unfinished('train');
  const verdict = readReport(model, 'evaluate');
  if (verdict === null) return unfinished('evaluate');
  const { splitRows, backend, modelHash } = manifest;
  say(
    'good',
    'train',
    `${splitRows.train.toLocaleString('en-US')} rows, ${trainerText(manifest)} on ${backend}: model ${modelHash.slice(0, 12)}.`,
  );
  const decided = { pass: 'good', unchanged: 'good', inconclusive: 'note', block: 'bad' };
  say(decided[verdict.decision], 'evaluate', verdict.sentence);
  if (readFailure(model, 'register')) return unfinished('register');

  const registration = readReport(model, 'register');
  if (!verdict.blocking && registration !== null) say('good', 'register', registration.sentence);
  const drift = readReport(model, 'drift');
  if (drift !== null) {
    const moved = { drift: 'bad', warn: 'note' };
    say(moved[drift.decision] ?? 'good', 'drift', drift.sentence);
  }
  return { lines, code: verdict.blocking ? exitCodes.gateBlocked : 0 };
}

/** What trained a model: the layers of model.ts for some epochs, or somebody else. */
function trainerText({ history, lineage }) {
  const { kind = 'layers', command, path } = lineage?.origin ?? {};
  if (kind === 'layers') return `${history.length} epochs`;
  return kind === 'command' ? `trained by ${command}, run` : `${path}, trained elsewhere, run`;
}
