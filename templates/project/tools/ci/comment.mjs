// node tools/ci/comment.mjs: one comment on the pull request, kept up to date. It begins with what this change did.
import { callJson } from './call-json.mjs';
import { changeMarkdown } from './change-markdown.mjs';
import { callGithub } from './github-api.mjs';
import { readProvider, say } from './provider.mjs';

const mark = '<!-- create-mlops: what this change did -->';
const provider = readProvider();
const text = changeMarkdown({ runUrl: provider.runUrl, result: process.env.STAGES_RESULT ?? '' });
const body = `${mark}\n${text}`;
const comments = { github: ofGithub, gitlab: ofGitlab }[provider.name]?.(provider.pullRequest);

if (provider.pullRequest === null || comments === undefined) {
  say(provider, text);
} else {
  const answer = await write();
  // By the settings of the repository the token may not write: then the run's own page says it.
  if (!answer.ok) say(provider, `${text}\nThis is not on the pull request: ${answer.problem}`);
}

async function write() {
  for (let page = 1; ; page++) {
    const answer = await comments.list(page);
    if (!answer.ok) return answer;
    const own = answer.body.find((comment) => comment.body?.startsWith(mark));
    if (own !== undefined) return comments.replace(own.id, body);
    if (answer.body.length < 100) return comments.add(body);
  }
}

function ofGithub(number) {
  const issues = `/repos/${process.env.GITHUB_REPOSITORY}/issues`;
  return {
    list: (page) => callGithub('GET', `${issues}/${number}/comments?per_page=100&page=${page}`),
    add: (content) => callGithub('POST', `${issues}/${number}/comments`, { body: content }),
    replace: (id, content) => callGithub('PATCH', `${issues}/comments/${id}`, { body: content }),
  };
}

/** The job's own token may not comment there: MLOPS_API_TOKEN is a project access token with the scope `api`. */
function ofGitlab(number) {
  const { CI_API_V4_URL, CI_PROJECT_ID, MLOPS_API_TOKEN = '' } = process.env;
  if (MLOPS_API_TOKEN === '') return undefined;
  const notes = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/merge_requests/${number}/notes`;
  const call = (method, address, content) =>
    callJson(method, address, { 'private-token': MLOPS_API_TOKEN }, content);
  return {
    list: (page) => call('GET', `${notes}?per_page=100&page=${page}`),
    add: (content) => call('POST', notes, { body: content }),
    replace: (id, content) => call('PUT', `${notes}/${id}`, { body: content }),
  };
}
