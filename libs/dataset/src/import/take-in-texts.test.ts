import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { renderContract } from './render-contract.ts';
import { takeInTexts } from './take-in-texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'take-in-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const texts = Array.from({ length: 30 }, (_, index) => ({
  text: index === 0 ? `${'long '.repeat(200)}"end"\nof it` : `text ${index}, with a comma`,
  label: index % 3 === 0 ? 'spam' : 'ham',
}));
const source = {
  name: 'mails.tsv',
  textColumn: 'body',
  targetColumn: 'kind',
  texts,
  test: texts.slice(0, 3),
  notes: [],
};

describe('takeInTexts', () => {
  it('writes canonical CSV and a contract with room for longer texts', async () => {
    const { inferred, files } = await takeInTexts(source, folder, 'mails');
    expect(files.map(({ part, imported }) => [part, imported.rows])).toEqual([
      ['data', 30],
      ['test', 3],
    ]);
    const csv = readFileSync(join(folder, 'mails.csv'), 'utf8');
    expect(csv.startsWith('body,kind\n"long long ')).toBe(true);
    expect(csv).toContain('""end""\nof it",spam\n');
    expect(inferred.classes).toEqual(['ham', 'spam']);
    expect(renderContract(inferred)).toContain(
      '  // seen 20 to 1011 characters, half of the texts below 21\n  body: z.string().min(1).max(1200),',
    );
  });

  it('names the bytes that were found, which the canonical ones are not', async () => {
    const found = { sha256: 'ab'.repeat(32), bytes: 7 };
    const { files } = await takeInTexts({ ...source, found }, folder, 'found');
    expect(files.map(({ imported }) => imported.source)).toEqual([found, found]);
    const foundTest = { sha256: 'cd'.repeat(32), bytes: 9 };
    const elsewhere = await takeInTexts({ ...source, found, foundTest }, folder, 'elsewhere');
    expect(elsewhere.files[1]?.imported.source).toEqual(foundTest);
    expect(elsewhere.files[1]?.imported.sha256).not.toBe(foundTest.sha256);
  });

  it('refuses labels that leave nothing to tell apart', async () => {
    const same = texts.map(({ text }) => ({ text, label: 'ham' }));
    await expect(takeInTexts({ ...source, texts: same }, folder, 'same')).rejects.toMatchObject({
      code: 'TARGET_UNUSABLE',
    });
  });
});
