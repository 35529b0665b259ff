import type { DatasetLock } from '@create-mlops/contracts';
import type { Database, Dataset } from '@create-mlops/dataset';
import type { PreparedCheck } from './check.ts';
import type { Evidence, Subject } from './evidence.ts';
import { findGroups } from './find-groups.ts';
import { findOverlap } from './find-overlap.ts';
import { type InspectRows, inspectRows } from './inspect-rows.ts';
import { nearDuplicateRows, readComparedTexts } from './near-texts.ts';
import { type Need, noRowsFound } from './need.ts';
import { readAll } from './read-data.ts';
import { joinSources, rowsOf, subjectOf } from './subject.ts';

/** Reads the data once (and groups it at most three times) and answers everything that the checks need. */
export async function gatherEvidence(
  database: Database,
  dataset: Dataset,
  options: {
    readonly previousLock: DatasetLock | null;
    readonly inspect?: InspectRows | undefined;
  },
  checks: readonly PreparedCheck[],
): Promise<Evidence> {
  const lock = dataset.readLock();
  const paths = dataset.paths();
  const data = await joinSources(database, dataset, paths.data, 'data');
  const subject = subjectOf(dataset, data, lock, options.previousLock, paths.test.length > 0);
  const needs = checks.flatMap((check) => check.needs(subject));
  const expectedRows = rowsOf(lock, 'data');
  const read = await readAll(database, data.sql, subject, needs, expectedRows);
  const groups = await findGroups(database, data, needs.filter(isGroupNeed));

  const test =
    paths.test.length > 0 ? await readTest(database, dataset, subject, paths.test) : null;
  const compared = await readComparedTexts(
    database,
    { data: data.sql, test: test?.sql ?? null },
    needs,
    lock,
  );
  const near = new Map(
    needs.flatMap((need) => {
      const texts = need.kind === 'nearTexts' ? compared.get(need.column) : undefined;
      return need.kind !== 'nearTexts' || texts === undefined
        ? []
        : [[need.key, nearDuplicateRows(texts, need.similarity)] as const];
    }),
  );
  const overlap = await findOverlap(database, dataset, data, {
    testSql: test?.sql ?? null,
    read,
    subject,
    texts: needs.filter((need) => need.kind === 'texts'),
    compared,
  });
  return {
    ...subject,
    rowCount: read.rowCount,
    stats: read.stats,
    sample: read.sample,
    found: (key) => groups.get(key) ?? near.get(key) ?? read.found(key),
    value: read.value,
    ruleRows: read.ruleRows,
    test: test?.evidence ?? null,
    images: await inspectRows(dataset, options.inspect),
    ...overlap,
  };
}

async function readTest(
  database: Database,
  dataset: Dataset,
  subject: Subject,
  paths: readonly string[],
) {
  const test = await joinSources(database, dataset, paths, 'test');
  const own = subjectOf(dataset, test, subject.lock, null, true);
  const read = await readAll(database, test.sql, own, [], rowsOf(subject.lock, 'test'));
  const ruleRows = subject.rules.map((rule) => {
    const at = own.rules.findIndex(
      (other) =>
        other.column === rule.column &&
        other.check === rule.check &&
        other.expected === rule.expected,
    );
    return read.ruleRows[at] ?? noRowsFound;
  });
  const name =
    subject.lock.files
      .find((file) => file.part === 'test')
      ?.path.split('/')
      .at(-1) ?? '';
  return {
    sql: test.sql,
    evidence: {
      rowCount: read.rowCount,
      name,
      ruleRows,
      stats: read.stats,
      missingColumns: own.missingColumns,
    },
  };
}

function isGroupNeed(need: Need): need is Extract<Need, { readonly kind: 'keys' | 'dependency' }> {
  return need.kind === 'keys' || need.kind === 'dependency';
}
