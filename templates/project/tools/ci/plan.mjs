// node tools/ci/plan.mjs: says which stages this run will look at and why, and gives each stage's models to the jobs that
// follow. What a stage then does, run or take from the cache, Nx decides by its inputs.
import { affectedStages, stages } from './affected-stages.mjs';
import { baseCommit } from './base-commit.mjs';
import { lastGreenCommit } from './last-green-commit.mjs';
import { giveOutputs, readProvider, say } from './provider.mjs';
import { isTrainingDay } from './training-day.mjs';

const provider = readProvider();
/** What happens because something was changed, or by hand; anything else asks for all there is. */
const aboutChanges = ['push', 'pull_request', 'workflow_dispatch', 'by-hand'];
const isDefaultBranch = provider.branch === provider.defaultBranch;
const { base, sentence, isDue = true } = await decide();

/** What is compared, or why nothing is: some events are not about a change. */
async function decide() {
  if (process.env.MLOPS_RETRAIN) return whole('retraining was asked for');
  if (provider.event === 'schedule')
    return bySchedule(process.env.MLOPS_RETRAIN_SCHEDULE || 'weekly');
  // By hand on a branch it is still the branch that somebody asks about.
  if (provider.event === 'workflow_dispatch' && isDefaultBranch)
    return whole('somebody started it by hand');
  if (!aboutChanges.includes(provider.event)) return whole(`${provider.event} asks for it`);
  return baseCommit(provider, await lastGreenCommit(provider));
}

function whole(why) {
  return { base: '', sentence: `Every stage is looked at: ${why}.` };
}

function bySchedule(schedule) {
  const isToday = isTrainingDay(schedule);
  if (isToday === null) {
    process.stderr.write(
      `MLOPS_RETRAIN_SCHEDULE is "${schedule}".\n→ Make it off, daily, weekly (Mondays) or monthly (on the 1st).\n`,
    );
    process.exit(2);
  }
  if (isToday) return whole(`the schedule is ${schedule}`);
  const sentence = `Today is no day for training: the schedule is ${schedule}.`;
  return { base: '', sentence, isDue: false };
}

// A drift alert names the models that it is about.
const planned = (isDue ? affectedStages(base) : []).filter(
  ({ model }) => provider.models.length === 0 || provider.models.includes(model),
);

say(provider, ['### Plan', '', sentence, '', ...planLines()].join('\n'));
giveOutputs(provider, {
  base,
  planned: planned.length > 0 ? 'yes' : '',
  ...Object.fromEntries(
    stages.map((name) => [
      name,
      planned
        .filter(({ stage }) => stage === name)
        .map(({ model }) => model)
        .join(' '),
    ]),
  ),
});

function planLines() {
  if (!isDue) return ['No stage runs.'];
  if (planned.length === 0) return ['This change concerns no stage: none runs.'];
  if (base !== '') {
    const rows = planned.map(({ stage, model, why }) => `| ${model} | ${stage} | ${why} |`);
    return ['| model | stage | why |', '|---|---|---|', ...rows];
  }
  const names = [...new Set(planned.map(({ model }) => model))];
  return names.map((name) => {
    const own = planned.filter(({ model }) => model === name).map(({ stage }) => stage);
    return `- **${name}**: ${own.join(', ')}`;
  });
}
