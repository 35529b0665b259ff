import { callGithub } from './github-api.mjs';

/**
 * Keeps one open issue per subject: made when there is none, its text replaced when there is, closed when `text` is null.
 *
 * @returns {Promise<{ ok: boolean, url: string, problem: string }>}
 */
export async function keepIssue(subject, title, text) {
  const repository = process.env.GITHUB_REPOSITORY;
  const mark = `<!-- create-mlops: ${subject} -->`;
  const listed = await callGithub('GET', `/repos/${repository}/issues?state=open&per_page=100`);
  if (!listed.ok) return { ok: false, url: '', problem: listed.problem };
  const own = listed.body.find(({ body, pull_request }) => body?.startsWith(mark) && !pull_request);
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
