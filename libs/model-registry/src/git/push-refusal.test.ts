import { describe, expect, it } from 'vitest';
import { pushRefusal } from './push-refusal.ts';

/** What hosts print when they refuse, and what of it a person must be told. */
const refusals: Readonly<Record<string, { readonly said: string; readonly told: RegExp }>> = {
  'a protected branch': {
    said: 'remote: error: GH006: Protected branch update failed for refs/heads/mlops-registry.\nremote: error: Changes must be made through a pull request.\n ! [remote rejected] x -> mlops-registry (protected branch hook declined)',
    told: /the branch is protected.*through a pull request/,
  },
  'a rule that wants signatures': {
    said: 'remote: error: GH013: Repository rule violations found for refs/heads/mlops-registry.\nremote: - Commits must have verified signatures.\n',
    told: /commits must be signed there.*verified signatures/,
  },
  'another rule': {
    said: 'remote: error: GH013: Repository rule violations found for refs/heads/mlops-registry.\nremote: - Cannot create ref due to creations being restricted.\n',
    told: /a rule of the repository forbids it.*creations being restricted/,
  },
  'a protected branch of GitLab': {
    said: 'remote: GitLab: You are not allowed to push code to protected branches on this project.\n ! [remote rejected] x -> mlops-registry (pre-receive hook declined)',
    told: /the branch is protected/,
  },
  'a token that may only read': {
    said: "remote: Write access to repository not granted.\nfatal: unable to access 'https://ann:secret@example.org/a/b/': The requested URL returned error: 403",
    told: /this account or token may not write/,
  },
  'a large file': {
    said: 'remote: error: File bundle/weights.bin is 120.00 MB; this exceeds the file size limit of 100.00 MB\n ! [remote rejected] x -> refs/models/a/1 (pre-receive hook declined)',
    told: /the bundle is larger than it takes/,
  },
  'something unheard of': {
    said: 'fatal: the moon is in the way',
    told: /no reason that is known here.*the moon is in the way/,
  },
};

describe('pushRefusal', () => {
  it.each(Object.keys(refusals))('names %s', (name) => {
    const { said = '', told = /$^/ } = refusals[name] ?? {};
    const { message, hint, code } = pushRefusal(said, 'mlops-registry', 'origin');
    expect(code).toBe('REGISTRY_REFUSED');
    expect(message).toMatch(told);
    expect(hint).not.toBe('');
  });

  it('tells a workflow which permission the job lacks', () => {
    const { hint } = pushRefusal('error: 403', 'mlops-registry', 'origin');
    expect(hint).toContain('contents: write');
  });
});
