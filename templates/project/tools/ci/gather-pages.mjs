// node tools/ci/gather-pages.mjs: the static pages of MODELS in one folder, as they are published. One model's is the front page;
// of several each has a folder, and the front page names them.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const models = (process.env.MODELS ?? '').split(' ').filter((name) => name !== '');
const place = join('artifacts', 'pages');
rmSync(place, { recursive: true, force: true });
mkdirSync(place, { recursive: true });
for (const model of models) {
  const target = models.length === 1 ? place : join(place, model);
  cpSync(join('artifacts', model, 'pages'), target, { recursive: true });
}
if (models.length > 1) {
  const items = models.map((model) => `<li><a href="${model}/">${model}</a></li>`).join('\n');
  writeFileSync(
    join(place, 'index.html'),
    `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>Models</title>\n<body style="font: 1rem/1.5 system-ui; max-width: 40rem; margin: 3rem auto; padding: 0 1rem">\n<h1>Models</h1>\n<ul>\n${items}\n</ul>\n</body>\n</html>\n`,
  );
}
