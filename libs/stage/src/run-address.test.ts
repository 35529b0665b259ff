import { describe, expect, it } from 'vitest';
import { runAddress } from './run-address.ts';

describe('runAddress', () => {
  const github = {
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'ada/acme',
    GITHUB_RUN_ID: '17',
  };

  it('is the page of the run', () => {
    expect(runAddress(github)).toBe('https://github.example/ada/acme/actions/runs/17');
    expect(runAddress({ CI_JOB_URL: 'https://gitlab.example/ada/acme/-/jobs/3' })).toBe(
      'https://gitlab.example/ada/acme/-/jobs/3',
    );
  });

  it('is nothing on a laptop, or where a part of it is missing', () => {
    expect(runAddress({})).toBeNull();
    expect(runAddress({ ...github, GITHUB_RUN_ID: '' })).toBeNull();
  });
});
