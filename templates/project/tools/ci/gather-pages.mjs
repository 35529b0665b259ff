// node tools/ci/gather-pages.mjs: the static pages of all models in production in one folder, as they are published: of one model
// as the front page, of several each in a folder and a front page that names them.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelNames } from './affected-stages.mjs';
import { openGitAccess } from './git-access.mjs';

const place = join('artifacts', 'pages');
const page = (model) => join('artifacts', model, 'pages');
openGitAccess();
rmSync(place, { recursive: true, force: true });
const models = modelNames();
// What was deployed now has its page; of the others what serves is shown as before.
for (const model of models.filter((name) => !existsSync(page(name)))) {
  const words = ['--import', 'tsx', join('tools', 'pages.ts'), model];
  spawnSync(process.execPath, words, { stdio: 'inherit' });
}
const shown = models.filter((model) => existsSync(page(model)));
if (shown.length === 0) {
  process.stdout.write('No model is in production: there is no page.\n');
} else {
  mkdirSync(place, { recursive: true });
  for (const model of shown) {
    const target = models.length === 1 ? place : join(place, model);
    cpSync(page(model), target, { recursive: true });
  }
  if (models.length > 1) writeFileSync(join(place, 'index.html'), frontPage(shown));
}

function frontPage(names) {
  const items = names.map((model) => `<li><a href="${model}/">${model}</a></li>`).join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Models</title>
<body style="font: 1rem/1.5 system-ui; max-width: 40rem; margin: 3rem auto; padding: 0 1rem">
<h1>Models</h1>
<ul>
${items}
</ul>
</body>
</html>
`;
}
