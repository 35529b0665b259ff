import type { BundleManifest } from '@create-mlops/contracts';
import { lineageFlow } from '../figures/lineage-flow.ts';
import { figureBlock } from '../page/figure-block.ts';
import { table } from '../page/table.ts';
import type { ReportInput } from '../report-input.ts';
import { type Markup, markup } from '../text/markup.ts';
import { bytesText, countText, plural, shortText } from '../text/number-text.ts';
import type { Section } from './section.ts';

/** Where the model came from: enough to make it again. */
export const lineageSection: Section = {
  id: 'lineage',
  title: 'Lineage',
  missing: { what: 'No trained bundle', stage: 'train' },
  render: ({ manifest, versions }) => {
    if (manifest === null) return null;
    const figure = { name: 'lineage', svg: drawFlow(manifest, versions) };
    return { figures: [figure], body: markup`${figureBlock(figure)}${describe(manifest)}` };
  },
};

function drawFlow(manifest: BundleManifest, versions: ReportInput['versions']): string {
  const { lineage, modelHash, featureNames, backend, seed, trainingSeconds } = manifest;
  const { gitCommit, gitDirty, dataRows, dataLabel } = lineage;
  const registered = versions.find(({ record }) => record.modelHash === modelHash);
  const identity = (hash: string) => hash.slice(0, 12);
  const inputs = [
    {
      name: 'Data',
      identity: identity(lineage.dataHash),
      beside: `${plural(dataRows, 'row')}${dataLabel === null ? '' : `, “${dataLabel}”`}`,
    },
    {
      name: 'Contract',
      identity: identity(lineage.contractHash),
      beside: `${plural(manifest.contract.columns.length, 'column')}, predicts ${manifest.contract.target}`,
    },
    {
      name: 'Features',
      identity: identity(lineage.featuresHash),
      beside: plural(featureNames.length, 'derived column'),
    },
    {
      name: 'Settings',
      identity: identity(lineage.settingsHash),
      beside: `seed ${seed}, backend ${backend}`,
    },
    {
      name: 'Code',
      identity: gitCommit === null ? 'no commit' : identity(gitCommit),
      beside: gitDirty === true ? 'and changes not committed' : '',
    },
  ];
  return lineageFlow({
    inputs,
    model: {
      name: 'Model',
      identity: identity(modelHash),
      beside: `trained in ${shortText(trainingSeconds)} s`,
    },
    version:
      registered === undefined
        ? null
        : {
            name: `Version ${registered.record.version}`,
            identity: registered.aliases.join(', '),
            beside: `registered ${registered.record.registeredAt.slice(0, 10)}`,
          },
  });
}

function originText({ origin }: BundleManifest['lineage']): Markup | string {
  if (origin === undefined || origin.kind === 'layers') return 'train/model.ts';
  return origin.kind === 'command'
    ? origin.command
    : markup`the file ${origin.path} ${hash(origin.sha256)}, made elsewhere`;
}

function describe({
  lineage,
  modelHash,
  backend,
  seed,
  versions,
  files,
  createdAt,
  task,
  featureNames,
}: BundleManifest): Markup {
  const commit =
    lineage.gitCommit === null
      ? 'none: trained outside a git repository or before the first commit'
      : markup`${hash(lineage.gitCommit)}${lineage.gitDirty === true ? markup` <span class="role warn">work tree differed</span>` : lineage.gitDirty === false ? ' (clean)' : null}`;
  const facts: readonly (readonly [string, Markup | string])[] = [
    ['Model', hash(modelHash)],
    ['Git commit', commit],
    [
      'Data',
      markup`${hash(lineage.dataHash)} <small class="under">${countText(lineage.dataRows)} rows${lineage.dataLabel === null ? '' : `, labelled “${lineage.dataLabel}”`}</small>`,
    ],
    ['Contract', hash(lineage.contractHash)],
    [
      'Features',
      markup`${hash(lineage.featuresHash)} <small class="under">${featureNames.length === 0 ? 'no derived column' : featureNames.join(', ')}</small>`,
    ],
    ['Settings', hash(lineage.settingsHash)],
    ['Trained by', originText(lineage)],
    ['Task', task],
    ['Backend and seed', `${backend}, seed ${seed}`],
    [
      'Versions',
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    ['Trained at', createdAt],
  ];
  return markup`
<p>The same data, settings, seed and backend give the same model hash.</p>
<dl class="facts">${facts.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<details><summary>${plural(Object.keys(files).length, 'file')} of the bundle</summary>${table(
    'sha256 of every file',
    [{ heading: 'File' }, { heading: 'Size', look: 'number' }, { heading: 'sha256', look: 'wide' }],
    Object.entries(files).map(([name, { sha256, bytes }]) => [
      name,
      bytesText(bytes),
      hash(sha256),
    ]),
  )}</details>`;
}

function hash(value: string): Markup {
  return markup`<code class="hash">${value}</code>`;
}
