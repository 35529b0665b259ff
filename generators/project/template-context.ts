import type { Answers, DataPlan } from '../answers.ts';

/** What a Handlebars template may name. Strict rendering refuses anything that is not here. */
export function templateContext(
  answers: Answers,
  data: DataPlan,
): Readonly<Record<string, unknown>> {
  const file = data.lock.files[0];
  return {
    name: answers.name,
    model: answers.model,
    title: data.title,
    target: data.target,
    isRegression: data.problem === 'regression',
    rows: grouped(file?.rows ?? 0),
    columns: data.lock.columns.length,
    classes: Object.keys(data.lock.classes).join(', '),
    committed: data.committed,
    github: answers.ci === 'github',
    dataFile: file?.path ?? '',
    exampleRequest: JSON.stringify(data.exampleRow),
  };
}

/** `5000` as `5,000`. The first use of `toLocaleString` costs a tenth of the whole command. */
const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
