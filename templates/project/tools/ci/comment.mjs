// node tools/ci/comment.mjs: one comment on the pull request, kept up to date. It begins with what this change did.

import { changeMarkdown } from './change-markdown.mjs';
import { callGithub } from './github-api.mjs';
import { readProvider } from './provider.mjs';

const mark = '<!-- create-mlops: what this change did -->';
const provider = readProvider();
const repository = process.env.GITHUB_REPOSITORY;
const text = `${mark}\n${changeMarkdown({ runUrl: provider.runUrl, result: process.env.STAGES_RESULT ?? '' })}`;

if (provider.pullRequest === null) {
  process.stdout.write(text);
} else {
  const answer = await write(`/repos/${repository}/issues/${provider.pullRequest}/comments`);
  // By the settings of the repository the token may not write: the page of the run says the same.
  if (!answer.ok) process.stderr.write(`There is no comment: ${answer.problem}\n`);
}

async function write(path) {
  for (let page = 1; ; page++) {
    const answer = await callGithub('GET', `${path}?per_page=100&page=${page}`);
    if (!answer.ok) return answer;
    const own = answer.body.find(({ body }) => body?.startsWith(mark));
    if (own !== undefined) {
      return callGithub('PATCH', `/repos/${repository}/issues/comments/${own.id}`, { body: text });
    }
    if (answer.body.length < 100) return callGithub('POST', path, { body: text });
  }
}
