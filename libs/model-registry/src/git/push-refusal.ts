import { MlopsError } from '@create-mlops/contracts';

type Rule = {
  readonly said: RegExp;
  readonly rule: string;
  readonly wayOut: (ref: string) => string;
};

const exempt = (ref: string) =>
  `Exempt \`${ref}\` and \`refs/models/**\` from it in the settings of the repository, or keep the registry in a repository of its own: \`MLOPS_REGISTRY=git:<its address>\`.`;

/** What hosts say when they refuse a push. The first that fits is named, so the particular stand before the general. */
const rules: readonly Rule[] = [
  {
    said: /verified signature|signed commit|must be signed|unsigned|not signed|\bGPG\b/i,
    rule: 'commits must be signed there',
    wayOut: exempt,
  },
  {
    said: /GH006|protected branch|push code to protected/i,
    rule: 'the branch is protected',
    wayOut: exempt,
  },
  {
    said: /GH013|rule violation|ruleset/i,
    rule: 'a rule of the repository forbids it',
    wayOut: exempt,
  },
  {
    said: /file size|exceeds|too large|larger than|quota/i,
    rule: 'the bundle is larger than it takes',
    wayOut: () =>
      'Train a smaller model, or keep the registry in a folder or in another repository: `MLOPS_REGISTRY`.',
  },
  {
    said: /permission|denied|\b403\b|write access|read.?only|not allowed|unauthori[sz]ed|authentication failed/i,
    rule: 'this account or token may not write to it',
    wayOut: () =>
      'In a workflow the job needs `permissions: contents: write`, and the checkout must keep its token; elsewhere sign in with an account that may push.',
  },
  { said: /hook declined/i, rule: 'a hook there declined it', wayOut: exempt },
];

/** Why a push was refused although nobody else was faster: the rule, what the other side said, and the way out. */
export function pushRefusal(said: string, branch: string, remote: string): MlopsError {
  const known = rules.find((rule) => rule.said.test(said));
  const reason = known?.rule ?? 'it gave no reason that is known here';
  const words = saidByTheOtherSide(said);
  return new MlopsError(
    'REGISTRY_REFUSED',
    `${remote} refused the push to \`${branch}\`: ${reason}.${words === '' ? '' : ` It said: ${words}`}`,
    known?.wayOut(branch) ?? exempt(branch),
  );
}

function saidByTheOtherSide(said: string): string {
  const lines = said.split('\n').map((line) => line.trim());
  const remote = lines.filter((line) => line.startsWith('remote:'));
  const chosen = remote.length > 0 ? remote : lines.filter((line) => /^(!|fatal|error)/.test(line));
  return [...new Set(chosen.map((line) => line.replace(/^remote:\s*/, '').replace(/\s+/g, ' ')))]
    .filter((line) => line !== '')
    .join(' ')
    .slice(0, 600);
}
