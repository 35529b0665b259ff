import { createHash } from 'node:crypto';
import { pageStyle } from './page-style.ts';

/** Text that is HTML already. Everything else is escaped when it is put into some. */
export type Html = { readonly html: string };

type Part = Html | string | number | null | undefined | false | readonly Part[];

/**
 * HTML from a template literal; what is put in is escaped unless it is HTML itself.
 * @example html`<b>${'<i>'}</b>`.html // '<b>&lt;i&gt;</b>'
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const [first = '', ...rest] = texts;
  return { html: rest.reduce((sum, text, index) => sum + print(parts[index]) + text, first) };
}

function print(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(print).join('');
}

/** Text as HTML shows it, also inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A value as JSON that may stand inside a script element. */
export function scriptJson(value: unknown): Html {
  return { html: JSON.stringify(value).replaceAll('<', '\\u003c') };
}

/** A whole page and the headers it is sent with: nothing from elsewhere, no script but its own. */
export type Page = { readonly text: string; readonly headers: Readonly<Record<string, string>> };

/**
 * @param options.script JavaScript, run as it stands; it must not contain `</script`.
 * @param options.isFile the page is kept as a file, which has no headers: it states its policy itself, and asks nobody.
 */
export function createPage(options: {
  readonly title: string;
  readonly body: Html;
  readonly script?: string;
  readonly isFile?: boolean;
}): Page {
  const { title, body, script, isFile = false } = options;
  const scripts = script === undefined ? "'none'" : `'sha256-${sha256(script)}'`;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256(pageStyle)}'`,
    `script-src ${scripts}`,
    ...(isFile ? [] : ["connect-src 'self'"]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    // A page cannot say this of itself.
    ...(isFile ? [] : ["frame-ancestors 'none'"]),
  ].join('; ');
  const text = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${isFile ? html`<meta http-equiv="content-security-policy" content="${policy}">` : ''}
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ html: pageStyle }}</style>
</head>
<body>
${body}
${script === undefined ? '' : { html: `<script>${script}</script>` }}
</body>
</html>
`.html;
  return {
    text,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
