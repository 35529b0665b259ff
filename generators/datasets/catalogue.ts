import type { DataPlan } from '../answers.ts';
import { aboutPictures, aboutTexts } from '../project/about-content.ts';
import { imageStageSettings } from '../project/image-stage-settings.ts';
import { textSettings } from '../project/text-settings.ts';

/** What is known of a public data set without its bytes. Its contract and its addresses lie in `templates/dataset/<name>/`. */
export type CataloguedSet = Pick<
  DataPlan,
  | 'problem'
  | 'target'
  | 'limits'
  | 'sensitive'
  | 'title'
  | 'exampleRow'
  | 'splitStrategy'
  | 'splitBy'
  | 'settings'
  | 'exampleUpload'
  | 'content'
> & {
  readonly task: string;
  readonly expected: NonNullable<DataPlan['expected']>;
};

const noLimits = {
  maxMissing: {},
  maxDuplicates: 0.01,
  freshness: null,
  leakFails: false,
} as const;

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

function greyPictures(title: string, classes: readonly string[]): CataloguedSet {
  return pictures({ title, classes, rows: 60_000, side: 28, channels: 1 });
}

function pictures(about: {
  readonly title: string;
  readonly classes: readonly string[];
  readonly rows: number;
  readonly side: number;
  readonly channels: 1 | 3;
}): CataloguedSet {
  const { title, classes, rows, side, channels } = about;
  return {
    task: 'image',
    title,
    problem: 'multiclass',
    target: 'label',
    limits: { ...noLimits, minRows: rows / 2, minClassShare: 0.05 },
    sensitive: [],
    exampleRow: {},
    exampleUpload: { column: 'image', path: 'picture.png' },
    splitStrategy: 'official',
    splitBy: 'content',
    content: aboutPictures({
      width: { minimum: side, maximum: side },
      height: { minimum: side, maximum: side },
      channels: [channels],
      size: { width: side, height: side },
      modelChannels: channels,
    }),
    settings: imageStageSettings({
      pictures: rows,
      size: { width: side, height: side },
      channels,
      duplicates: 0.01,
    }),
    expected: { rows, columns: 3, classes, file: 'raw/images.csv' },
  };
}

/** The public data sets by name. Nothing of them is fetched when a project is made. */
export const catalogue = {
  iris: {
    task: 'tabular',
    title: 'Which of three kinds of iris a flower is, by its measures',
    problem: 'multiclass',
    target: 'species',
    limits: { ...noLimits, minRows: 75, maxDuplicates: 0.03, minClassShare: 0.16 },
    sensitive: [],
    exampleRow: { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 },
    splitStrategy: 'hash',
    expected: {
      rows: 150,
      columns: 5,
      classes: ['setosa', 'versicolor', 'virginica'],
      file: 'raw/iris.csv',
    },
  },
  titanic: {
    task: 'tabular',
    title: 'Who survived the sinking of the Titanic',
    problem: 'binary',
    target: 'survived',
    limits: {
      ...noLimits,
      minRows: 440,
      maxMissing: { age: 0.25, embarked: 0.03, deck: 0.85, embark_town: 0.03 },
      maxDuplicates: 0.16,
      minClassShare: 0.19,
    },
    sensitive: ['sex', 'age', 'who', 'adult_male'],
    exampleRow: {
      pclass: 3,
      sex: 'male',
      age: 22,
      sibsp: 1,
      parch: 0,
      fare: 7.25,
      embarked: 'S',
      class: 'Third',
      who: 'man',
      adult_male: true,
      deck: null,
      embark_town: 'Southampton',
      alone: false,
    },
    splitStrategy: 'hash',
    expected: { rows: 891, columns: 15, classes: ['0', '1'], file: 'raw/titanic.csv' },
  },
  tips: {
    task: 'tabular',
    title: 'How much guests of a restaurant tip',
    problem: 'regression',
    target: 'tip',
    limits: { ...noLimits, minRows: 120, maxDuplicates: 0.02, minClassShare: null },
    sensitive: ['sex'],
    exampleRow: {
      total_bill: 16.99,
      sex: 'Female',
      smoker: 'No',
      day: 'Sun',
      time: 'Dinner',
      size: 2,
    },
    splitStrategy: 'hash',
    expected: { rows: 244, columns: 7, classes: [], file: 'raw/tips.csv' },
  },
  mnist: greyPictures('Which digit somebody has written', digits),
  'fashion-mnist': greyPictures('Which piece of clothing a picture shows', digits),
  cifar10: pictures({
    title: 'Which of ten things a small photograph shows',
    classes: [
      'airplane',
      'automobile',
      'bird',
      'cat',
      'deer',
      'dog',
      'frog',
      'horse',
      'ship',
      'truck',
    ],
    rows: 50_000,
    side: 32,
    channels: 3,
  }),
  imdb: {
    task: 'text',
    title: 'Whether a film review is good or bad',
    problem: 'binary',
    target: 'label',
    limits: { ...noLimits, minRows: 12_500, maxDuplicates: 0.02, minClassShare: 0.25 },
    sensitive: [],
    content: aboutTexts(),
    exampleRow: { text: 'One of the best films I have seen in years.' },
    splitStrategy: 'official',
    // Its authors took at most thirty reviews of a film, and gave the test part other films: what is left is reviews that
    // somebody posted twice. Nobody has counted them here, so the shares are what a sound copy is well below.
    settings: textSettings({
      rows: 25_000,
      nearDuplicateShare: 0.01,
      contradictions: 25,
      scripts: ['Latin'],
    }),
    expected: { rows: 25_000, columns: 2, classes: ['neg', 'pos'], file: 'raw/imdb.csv' },
  },
  'sms-spam': {
    task: 'text',
    title: 'Whether a text message is spam',
    problem: 'binary',
    target: 'label',
    limits: { ...noLimits, minRows: 2_700, maxDuplicates: 0.12, minClassShare: 0.06 },
    sensitive: [],
    content: aboutTexts({ minimum: 2, maximum: 910, median: 61 }),
    exampleRow: { text: 'You have won a free ticket! Text WIN to 80086 now.' },
    splitStrategy: 'hash',
    // Counted on the collection itself: 577 of its messages are much like an earlier one, none of them has the other label,
    // and 1,464 hold a digit.
    settings: textSettings({
      rows: 5_574,
      nearDuplicateShare: 577 / 5_574,
      contradictions: 0,
      scripts: ['Latin'],
      behaviour: { invariance: [{ column: 'text', digits: true }] },
    }),
    expected: { rows: 5_574, columns: 2, classes: ['ham', 'spam'], file: 'raw/sms-spam.csv' },
  },
} as const satisfies Record<string, CataloguedSet>;

export type DatasetName = keyof typeof catalogue;
