import { exitCodes } from '@create-mlops/contracts';
import { buildReferenceProfile } from '@create-mlops/drift-check';
import { hashJson, loadSettings, readGitState, runAddress, runStage } from '@create-mlops/stage';
import {
  progressPrinter,
  trainingSettingsSchema,
  trainModel,
  writeBundle,
} from '@create-mlops/training';
import { dataset } from '../data/dataset.ts';
import { task } from '../data/task.ts';
import { buildModel } from './model.ts';
import { settings as written } from './train.config.ts';

await runStage(import.meta.dirname, async (stage) => {
  const settings = loadSettings(trainingSettingsSchema, written, stage);
  await dataset.verifyLock();
  const lock = dataset.readLock();
  const splits = await dataset.splits();

  const progress = progressPrinter(stage.json ? process.stderr : process.stdout);
  const trained = await trainModel({
    model: stage.model,
    task,
    description: dataset.description,
    features: dataset.features,
    splits,
    settings,
    buildModel,
    onProgress: progress.onProgress,
    warn: stage.print,
    folders: { stage: import.meta.dirname, exchange: stage.artifact('exchange') },
    onOutput: (text) => process.stderr.write(text),
  });
  progress.done();

  const git = readGitState(stage.root);
  const address = runAddress();
  const manifest = await writeBundle(stage.artifact('train', 'bundle'), trained, {
    profile: buildReferenceProfile({
      train: splits.train,
      description: dataset.description,
      validationPredictions: trained.validationPredictions,
      reference: trained.reference,
    }),
    lineage: {
      gitCommit: git.commit,
      gitDirty: git.dirty,
      ...dataset.hashes(),
      dataLabel: lock.label ?? null,
      dataRows: lock.files.reduce((rows, file) => rows + file.rows, 0),
      settingsHash: hashJson(settings),
      origin: trained.origin,
      ...(address === null ? {} : { runAddress: address }),
    },
    createdAt: new Date().toISOString(),
  });
  stage.finish(manifest, trained.sentence);
  return exitCodes.pass;
});
