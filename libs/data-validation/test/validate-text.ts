import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetLock, Finding, ValidationReport } from '@create-mlops/contracts';
import { defineDataset, type SplitSettings } from '@create-mlops/dataset';
import type { z } from 'zod';
import type { Check } from '../src/check.ts';
import type { ValidationSettings } from '../src/settings.ts';
import { validate } from '../src/validate.ts';

export type TextCase = {
  readonly row: z.ZodObject;
  /** The data file: CSV with a header, or JSONL when it begins with `{`. */
  readonly text: string;
  readonly testText?: string;
  readonly settings?: ValidationSettings;
  readonly ownChecks?: readonly Check[];
  readonly split?: Partial<SplitSettings>;
  readonly capturedAt?: string;
  readonly previousLock?: DatasetLock;
};

/** Validates a text as if it were a model's locked data. */
export async function validateText(options: TextCase): Promise<ValidationReport> {
  const directory = await mkdtemp(join(tmpdir(), 'validate-'));
  try {
    await mkdir(join(directory, 'raw'));
    const format = options.text.startsWith('{') ? 'jsonl' : 'csv';
    const parts = [
      { part: 'data', text: options.text },
      ...(options.testText === undefined ? [] : [{ part: 'test', text: options.testText }]),
    ];
    const files = [];
    for (const { part, text } of parts) {
      const path = `raw/${part}.${format}`;
      await writeFile(join(directory, path), text);
      files.push({
        path,
        part,
        format,
        sha256: createHash('sha256').update(text).digest('hex'),
        bytes: Buffer.byteLength(text),
        rows: text.trimEnd().split('\n').length - (format === 'csv' ? 1 : 0),
      });
    }
    const lock = {
      schemaVersion: 1,
      capturedAt: options.capturedAt ?? '2025-01-01T00:00:00Z',
      files,
      columns: [],
      classes: {},
    };
    await writeFile(join(directory, 'dataset.lock.json'), JSON.stringify(lock));
    const { row, split = {} } = options;
    return await validate({
      model: 'sample',
      dataset: defineDataset({ directory, row, split }),
      settings: options.settings ?? {},
      ownChecks: options.ownChecks ?? [],
      previousLock: options.previousLock ?? null,
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The findings of one check that did not pass, or all of them. */
export function findingsOf(report: ValidationReport, check: string): Finding[] {
  return report.findings.filter((finding) => finding.check === check);
}
