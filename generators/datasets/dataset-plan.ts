import type { DataPlan } from '../answers.ts';
import { type Payload, payloadText } from '../payload.ts';
import { type CataloguedSet, catalogue, type DatasetName } from './catalogue.ts';

/**
 * The data plan of a public data set: everything but its bytes, which `npm run data` fetches. `null` when the catalogue has no
 * such set.
 */
export function datasetPlan(name: DatasetName, payload: Payload): DataPlan;
export function datasetPlan(name: string, payload: Payload): DataPlan | null;
export function datasetPlan(name: string, payload: Payload): DataPlan | null {
  const found = Object.entries<CataloguedSet>(catalogue).find(([known]) => known === name);
  if (found === undefined) return null;
  const { task, ...set } = found[1];
  const folder = `templates/dataset/${name}`;
  const source = payload.files.get(`${folder}/source.json`);
  if (source === undefined) throw new RangeError(`The payload has no ${folder}/source.json.`);
  return {
    ...set,
    contract: payloadText(payload, `${folder}/contract.ts`),
    features: payloadText(payload, `templates/task/${task}/features/none.txt`),
    featuresTest: null,
    lock: null,
    files: [{ path: 'source.json', content: source }],
    committed: false,
    gate: {},
    libraries: ['catalogue'],
  };
}
