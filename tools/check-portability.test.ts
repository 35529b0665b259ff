import { describe, expect, it } from 'vitest';
import { checkPortability } from './check-portability.ts';

describe('checkPortability', () => {
  it.each([
    ['package.json', '{"scripts": {"start": "PORT=3000 node main.js"}}', 'environment prefix'],
    ['package.json', '{"scripts": {"clean": "rm -rf dist"}}', 'shell command'],
    ['package.json', '{"scripts": {"a": "node -e \'0\'"}}', 'single quotes in a script'],
    ['a.ts', "writeFileSync('/tmp/x', '')", 'fixed temporary folder'],
    ['a.ts', 'const home = process.env.HOME;', 'home folder by variable'],
    ['a.mjs', "new URL('./x', import.meta.url).pathname", 'path from a URL'],
    ['a.ts', "server.listen(3000, '0.0.0.0')", 'every interface'],
    ['a.ts', 'execSync(`ls`)', 'shell child'],
  ])('refuses in %s: %s', (file, text, rule) => {
    expect(checkPortability(file, text).map((finding) => finding.rule.name)).toEqual([rule]);
  });

  it('accepts what works everywhere', () => {
    expect(checkPortability('package.json', '{"scripts": {"start": "node main.js"}}')).toEqual([]);
    expect(checkPortability('a.ts', "join(tmpdir(), 'x')")).toEqual([]);
  });
});
