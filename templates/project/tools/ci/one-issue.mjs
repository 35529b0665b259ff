import { callGithub } from './github-api.mjs';

/**
 * Keeps one open issue per subject: made when there is none, its text replaced when there is, closed when `text` is null.
 *
 * @returns {Promise<{ ok: boolean, url: string, problem: string }>}
 */
export async function keepIssue(subject, title, text) {
  const repository = process.env.GITHUB_REPOSITORY;
  const mark = `<!-- create-mlops: ${subject} -->`;
  const { own, problem } = await findOpen(repository, mark);
  if (problem !== '') return { ok: false, url: '', problem };
  if (text === null && own === undefined) return { ok: true, url: '', problem: '' };
  const path = `/repos/${repository}/issues`;
  const answer =
    text === null
      ? await callGithub('PATCH', `${path}/${own.number}`, { state: 'closed' })
      : own === undefined
        ? await callGithub('POST', path, { title, body: `${mark}\n${text}` })
        : await callGithub('PATCH', `${path}/${own.number}`, { title, body: `${mark}\n${text}` });
  return { ok: answer.ok, url: answer.body?.html_url ?? '', problem: answer.problem };
}

async function findOpen(repository, mark) {
  for (let page = 1; ; page++) {
    const query = `state=open&per_page=100&page=${page}`;
    const listed = await callGithub('GET', `/repos/${repository}/issues?${query}`);
    if (!listed.ok) return { own: undefined, problem: listed.problem };
    const own = listed.body.find((issue) => issue.body?.startsWith(mark) && !issue.pull_request);
    if (own !== undefined || listed.body.length < 100) return { own, problem: '' };
  }
}
