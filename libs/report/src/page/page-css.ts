import { darkPalette, fontStack, lightPalette, type Palette } from '../drawing/theme.ts';

const variables = (palette: Palette) =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');

/** The style of the page: one column for reading, contents beside it where there is room, plain on paper. */
export function pageCss(): string {
  return `
:root { color-scheme: light dark; ${variables(lightPalette)} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables(darkPalette)} } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 24px; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 ${fontStack}; }
.page { max-width: 1080px; margin: 0 auto; padding: 48px 32px 64px; }
h1 { font-size: 36px; line-height: 1.15; letter-spacing: -0.02em; margin: 2px 0 0; overflow-wrap: anywhere; }
h2 { font-size: 22px; letter-spacing: -0.01em; margin: 0 0 12px; }
h3 { font-size: 15px; margin: 0 0 10px; overflow-wrap: anywhere; }
h4 { font-size: 14px; margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
p { margin: 0 0 14px; }
code { font: 0.88em ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
small, .quiet, figcaption, caption { color: var(--muted); }
small { font-size: 13px; }
.under { display: block; }
.kicker { color: var(--muted); font-size: 14px; margin: 0; }
.top { display: flex; justify-content: space-between; align-items: flex-end; gap: 16px; flex-wrap: wrap; margin-bottom: 28px; }
.status { border-radius: 999px; padding: 6px 16px; font-weight: 600; font-size: 15px; border: 1.5px solid currentColor; }
.pass { color: var(--pass); } .warn { color: var(--warn); } .fail { color: var(--fail); } .none { color: var(--muted); }
.stages, section, .tiles > div { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.stages { list-style: none; margin: 0 0 16px; padding: 6px 24px; }
.stages li { display: grid; grid-template-columns: 32px 104px 1fr; padding: 11px 0; align-items: baseline; }
.stages li + li { border-top: 1px solid var(--line); }
.stages strong { font-weight: 600; }
.mark { display: inline-block; width: 19px; height: 19px; line-height: 19px; text-align: center; border-radius: 50%; font-size: 11px; font-weight: 700; background: currentColor; }
.mark > span:first-child { color: var(--card); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 16px; margin: 0 0 16px; }
.tiles > div { padding: 16px 20px; }
.tiles dt { color: var(--muted); font-size: 14px; }
.tiles dd { margin: 0; }
.tiles .figure-of { font-size: 27px; line-height: 1.3; font-weight: 600; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
nav ol { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 24px 0; padding: 0; font-size: 14px; }
a { color: var(--a); text-decoration: none; } a:hover { text-decoration: underline; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--a); outline-offset: 3px; border-radius: 3px; }
section { padding: 28px 32px; margin: 0 0 20px; }
section > :last-child { margin-bottom: 0; }
.lead { font-size: 17px; }
.note { border-left: 3px solid var(--warn); padding-left: 12px; }
figure { margin: 0 0 24px; min-width: 0; }
p.quiet { font-size: 14px; }
figcaption { font-size: 13.5px; line-height: 1.45; margin-top: 8px; }
.drawing { overflow-x: auto; } .drawing svg { display: block; max-width: 100%; height: auto; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 12px 40px; align-items: start; }
.pair > div:last-child:nth-child(odd) { grid-column: 1 / -1; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr)); gap: 16px; margin-bottom: 20px; }
.card { border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; margin: 0; display: flex; flex-direction: column; }
.card figcaption { margin-top: auto; padding-top: 8px; font-size: 13px; }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 16px; margin-bottom: 20px; }
.sheet figure, .excerpts figure { margin: 0; } .sheet figcaption { font-size: 13px; overflow-wrap: anywhere; }
.sheet img { display: block; width: 100%; max-width: 160px; image-rendering: pixelated; border: 1px solid var(--line); border-radius: 8px; }
.excerpts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); gap: 16px 40px; margin-bottom: 20px; }
blockquote { margin: 0; padding-left: 12px; border-left: 3px solid var(--line); font-size: 14.5px; overflow-wrap: anywhere; }
.words { list-style: none; margin: 8px 0 0; padding: 0; font-size: 14px; }
.words li { display: grid; grid-template-columns: minmax(0, 1fr) 90px 56px; gap: 10px; align-items: center; padding: 3px 0; }
.words li > :first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar, .bar > span { display: block; height: 8px; border-radius: 4px; } .bar { background: var(--line); } .bar > span { background: var(--a); min-width: 2px; }
.roles { font-size: 13px; color: var(--muted); margin: 0 0 10px; }
.role { display: inline-block; border: 1px solid currentColor; border-radius: 5px; padding: 0 6px; font-size: 12px; line-height: 18px; }
.scroll { overflow-x: auto; margin: 0 0 16px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.45; }
caption { text-align: left; font-size: 13.5px; padding-bottom: 6px; }
th, td { text-align: left; vertical-align: top; padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
tr > :last-child { padding-right: 0; }
thead th { color: var(--muted); font-weight: 500; font-size: 13px; white-space: nowrap; }
tbody th { font-weight: 500; min-width: 150px; }
@media (max-width: 640px) { tbody th { min-width: 90px; } }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
details { margin: 4px 0 20px; }
summary { cursor: pointer; color: var(--a); font-size: 14px; padding: 4px 0; }
.settings { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 14px 24px; margin: 0 0 8px; font-size: 14.5px; }
.settings dt { color: var(--muted); font-size: 13px; }
.settings dd { margin: 0; font-weight: 500; overflow-wrap: anywhere; }
.facts { display: grid; grid-template-columns: minmax(120px, max-content) 1fr; margin: 0 0 16px; font-size: 14.5px; }
.facts dt, .facts dd { padding: 8px 24px 8px 0; margin: 0; border-bottom: 1px solid var(--line); min-width: 0; }
.facts dt { color: var(--muted); }
footer { color: var(--muted); font-size: 13.5px; margin-top: 32px; }
@media (max-width: 640px) { .page { padding: 24px 16px; } section { padding: 20px 16px; } .stages li { grid-template-columns: 30px 1fr; } .stages li > :last-child { grid-column: 2; } }
@media print {
  body { background: none; font-size: 11pt; } .page { max-width: none; padding: 0; } nav { display: none; }
  section, .stages, .tiles > div { border: 0; padding: 8px 0; } figure, tr, .card { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .pair { grid-template-columns: 1fr 1fr; gap: 8px 24px; } .cards { grid-template-columns: repeat(3, 1fr); } table { font-size: 9pt; }
  .mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}`;
}
