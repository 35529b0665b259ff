import type { DatasetLock } from '@create-mlops/contracts';
import type { DataPlan } from '../answers.ts';
import { type Payload, payloadText } from '../payload.ts';
import { aboutPictures, aboutTexts } from '../project/about-content.ts';
import { imageStageSettings } from '../project/image-stage-settings.ts';
import { textSettings } from '../project/text-settings.ts';
import { churnCapturedAt } from './customer-churn.ts';
import { shapesCapturedAt } from './drawn-shapes.ts';
import { housesCapturedAt } from './house-prices.ts';
import { reviewsCapturedAt } from './product-reviews.ts';
import type { SampleFacts } from './sample-facts.ts';

type Sample = Pick<
  DataPlan,
  | 'problem'
  | 'target'
  | 'limits'
  | 'sensitive'
  | 'title'
  | 'exampleRow'
  | 'gate'
  | 'splitBy'
  | 'settings'
  | 'exampleUpload'
  | 'content'
> & {
  readonly capturedAt: string;
};

/** The bundled samples by the name of their model. */
export const samples = {
  churn: {
    title: 'Which customers of a subscription service are about to leave',
    problem: 'binary',
    target: 'churn',
    capturedAt: churnCapturedAt,
    limits: {
      minRows: 500,
      maxMissing: { visits_per_month: 0.03, satisfaction: 0.05 },
      maxDuplicates: 0.01,
      minClassShare: 0.05,
      freshness: { column: 'last_visit_at', maxAgeDays: 7, status: 'warn' },
      leakFails: true,
    },
    sensitive: ['gender'],
    gate: { rocAuc: { min: 0.75 } },
    exampleRow: {
      customer_id: 'C009001',
      age: 52,
      gender: 'female',
      plan: 'premium',
      country: 'DE',
      monthly_spend: 240.5,
      tenure_months: 4,
      visits_per_month: 3,
      support_tickets: 3,
      satisfaction: 2,
      has_discount: false,
      last_visit_at: '2026-01-28T21:00:00Z',
    },
  },
  houses: {
    title: 'What a house on offer will sell for',
    problem: 'regression',
    target: 'price',
    capturedAt: housesCapturedAt,
    limits: {
      minRows: 500,
      maxMissing: { energy_class: 0.04 },
      maxDuplicates: 0.01,
      minClassShare: null,
      freshness: { column: 'listed_on', maxAgeDays: 31, status: 'warn' },
      leakFails: true,
    },
    sensitive: [],
    gate: { r2: { min: 0.8 } },
    exampleRow: {
      listing_id: 'H09001',
      area_m2: 120,
      rooms: 4,
      year_built: 1995,
      distance_to_center_km: 4.2,
      district: 'north',
      energy_class: 'C',
      condition: 4,
      has_garden: true,
      listed_on: '2026-01-20',
    },
  },
  shapes: {
    title: 'Which of four shapes a small picture shows',
    problem: 'multiclass',
    target: 'label',
    capturedAt: shapesCapturedAt,
    limits: {
      minRows: 200,
      maxMissing: {},
      maxDuplicates: 0.01,
      minClassShare: 0.1,
      freshness: null,
      leakFails: false,
    },
    sensitive: [],
    gate: { accuracy: { min: 0.7 } },
    exampleRow: {},
    exampleUpload: { column: 'image', path: 'models/shapes/data/raw/shapes/circle/001.png' },
    splitBy: 'content',
    content: aboutPictures({
      width: { minimum: 24, maximum: 24 },
      height: { minimum: 24, maximum: 24 },
      channels: [3],
      size: { width: 24, height: 24 },
      modelChannels: 3,
    }),
    settings: imageStageSettings({
      pictures: 480,
      size: { width: 24, height: 24 },
      channels: 3,
      duplicates: 0,
      isMirrored: true,
    }),
  },
  reviews: {
    title: 'Whether a review of something bought is positive',
    problem: 'binary',
    target: 'sentiment',
    capturedAt: reviewsCapturedAt,
    limits: {
      minRows: 500,
      maxMissing: {},
      maxDuplicates: 0.01,
      minClassShare: 0.2,
      freshness: null,
      leakFails: true,
    },
    sensitive: [],
    gate: { rocAuc: { min: 0.85 } },
    content: aboutTexts({ minimum: 44, maximum: 200, median: 96 }),
    exampleRow: { review: 'We bought the kettle for Maria. The handle is not bad!' },
    settings: textSettings({
      rows: 2_400,
      nearDuplicateShare: 0.02,
      contradictions: 0,
      scripts: ['Latin'],
      behaviour: {
        invariance: [
          {
            column: 'review',
            words: [
              ['Maria', 'Jonas'],
              ['Aisha', 'Omar'],
              ['Elena', 'Lukas'],
              ['Sofia', 'Wei'],
            ],
          },
          { column: 'review', digits: true },
        ],
        directional: [
          {
            column: 'review',
            words: [
              ['is good', 'is bad'],
              ['is great', 'is awful'],
              ['is reliable', 'is faulty'],
              ['is useful', 'is useless'],
            ],
            effect: 'down',
          },
          {
            column: 'review',
            words: [
              ['is bad', 'is not bad'],
              ['is awful', 'is not awful'],
              ['is flimsy', 'is not flimsy'],
              ['is faulty', 'is not faulty'],
              ['is useless', 'is not useless'],
              ['is ugly', 'is not ugly'],
            ],
            effect: 'up',
          },
        ],
        minShare: 0.9,
      },
    }),
  },
} as const satisfies Record<string, Sample>;

export type SampleName = keyof typeof samples;

/** A plan whose data is there. */
export type LockedPlan = DataPlan & { readonly lock: DatasetLock };

/**
 * The data plan of a bundled sample; its rows lie in the payload as `samples/<name>.csv`, its facts beside them, and what its
 * rows refer to below `samples/<name>/`. `null` when there is no such sample.
 */
export function sampleDataPlan(name: SampleName, payload: Payload): LockedPlan;
export function sampleDataPlan(name: string, payload: Payload): LockedPlan | null;
export function sampleDataPlan(name: string, payload: Payload): LockedPlan | null {
  const found = Object.entries<Sample>(samples).find(([known]) => known === name);
  if (found === undefined) return null;
  const { capturedAt, ...sample } = found[1];
  const path = `samples/${name}.csv`;
  const csv = payload.files.get(path);
  if (csv === undefined) throw new RangeError(`The payload has no ${path}.`);
  const held = [...payload.files]
    .filter(([file]) => file.startsWith(`samples/${name}/`))
    .map(([file, content]) => ({ path: `raw/${file.slice('samples/'.length)}`, content }));
  const facts: SampleFacts = JSON.parse(payloadText(payload, `samples/${name}.json`));
  return {
    ...sample,
    contract: payloadText(payload, `templates/sample/${name}/contract.ts`),
    features: payloadText(payload, `templates/sample/${name}/features.ts`),
    featuresTest: payload.files.has(`templates/sample/${name}/features.test.ts`)
      ? payloadText(payload, `templates/sample/${name}/features.test.ts`)
      : null,
    lock: {
      schemaVersion: 1,
      capturedAt,
      files: [
        {
          path: `raw/${name}.csv`,
          part: 'data',
          format: 'csv',
          sha256: facts.sha256,
          bytes: csv.byteLength,
          rows: facts.rows,
        },
        ...facts.content,
      ],
      columns: [...facts.columns],
      classes: facts.classes,
    },
    files: [{ path: `raw/${name}.csv`, content: csv }, ...held],
    committed: true,
    splitStrategy: 'hash',
  };
}
