import { Refusal } from './refusal.ts';

/** One refusal for all problems of a request. */
export function invalidRows(issues: Refusal['issues'], more: number): Refusal {
  const [first] = issues;
  const count = issues.length + more;
  const where = first === undefined || first.path === '' ? '' : `${first.path}: `;
  const sentence =
    count === 1
      ? `The request does not fulfil the contract. ${where}${first?.message ?? ''}`
      : `The request does not fulfil the contract in ${count} places.`;
  return new Refusal(400, 'invalid_row', sentence, issues);
}
