import { join, parse } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceLocation } from './source-location.ts';

const root = parse(process.cwd()).root;
const at = (...segments: string[]) => join(root, ...segments);

describe('sourceLocation', () => {
  it('is the way from the project, with forward slashes', () => {
    const project = at('home', 'ada', 'app');
    expect(sourceLocation(project, at('home', 'ada', 'data', 'mails.csv'))).toBe(
      '../data/mails.csv',
    );
    expect(sourceLocation(project, at('home', 'ada', 'app', 'mails.csv'))).toBe('mails.csv');
  });

  it('is the name alone where the way would lead over the root of the disk', () => {
    expect(sourceLocation(at('srv', 'app'), at('home', 'ada', 'mails.csv'))).toBe('mails.csv');
    expect(sourceLocation(at('app'), at('mails.csv'))).toBe('mails.csv');
  });
});
