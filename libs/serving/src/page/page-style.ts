/** The one style sheet of the service's pages, light and dark. */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #f6f7f9; --card: #fff; --ink: #16202c; --soft: #566273; --line: #d8dee6;
  --accent: #1f5fd6; --accent-ink: #fff; --bar: #dfe7f5; --wrong: #b3261e; --code: #eef1f5; }
@media (prefers-color-scheme: dark) { :root { --paper: #10151c; --card: #18202a; --ink: #e8edf3; --soft: #9aa7b6;
  --line: #2c3846; --accent: #7fb0ff; --accent-ink: #0b1420; --bar: #26364d; --wrong: #ff8a80; --code: #202a36; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--accent); }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; padding-top: 1.75rem; }
header nav { margin-left: auto; display: flex; gap: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
footer { padding-top: 1.5rem; padding-bottom: 2.5rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; min-width: 0; }
.split { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 3fr) minmax(16rem, 2fr); align-items: start;
  margin-top: 1.25rem; }

.stack { display: grid; gap: 1.25rem; }
.stack.tight { gap: .6rem; }
.grid { display: grid; gap: .9rem 1.1rem; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); }
.field { display: flex; flex-direction: column; gap: .2rem; min-width: 0; }
.field label { font-weight: 600; font-size: .9rem; overflow-wrap: anywhere; }
.field.check { flex-direction: row; flex-wrap: wrap; align-items: center; gap: .25rem .5rem; align-content: center; }
.field.check .hint, .field.check .wrong { flex-basis: 100%; }
input, select, textarea, button { font: inherit; color: inherit; }
textarea { resize: vertical; line-height: 1.5; }
.field.wide { grid-column: 1 / -1; }
input:not([type=checkbox]), select, textarea { width: 100%; padding: .45rem .6rem; border: 1px solid var(--line);
  border-radius: .45rem; background: var(--paper); min-height: 2.5rem; }
input[type=checkbox] { width: 1.15rem; height: 1.15rem; accent-color: var(--accent); margin: 0; }
[aria-invalid=true] { border-color: var(--wrong) !important; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.hint { color: var(--soft); font-size: .8rem; min-height: 1em; }
.wrong { color: var(--wrong); font-size: .85rem; }
.wrong:empty { display: none; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; }
button { padding: .55rem 1.1rem; border-radius: .45rem; border: 1px solid var(--line); background: var(--paper);
  cursor: pointer; font-weight: 600; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button:disabled { opacity: .6; cursor: default; }
details { margin-top: 1rem; }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
details .grid { margin-top: .9rem; }
.answer { font-size: 2rem; font-weight: 700; line-height: 1.2; margin: .25rem 0 .75rem; overflow-wrap: anywhere; }
.bars { display: grid; gap: .6rem; margin: 0; padding: 0; list-style: none; }
.bars .name { display: flex; justify-content: space-between; gap: 1rem; font-size: .9rem; }
.bars .name span:first-child { overflow-wrap: anywhere; }
.bars .rail { height: .6rem; border-radius: .3rem; background: var(--bar); overflow: hidden; margin-top: .2rem; }
.bars .fill { height: 100%; border-radius: .3rem; background: var(--accent); opacity: .55; transition: width .2s; }
.bars .best .fill { opacity: 1; }
.bars .best .name { font-weight: 700; }
@media (prefers-reduced-motion: reduce) { .bars .fill { transition: none; } }
.weights { margin-top: 1.25rem; border-top: 1px solid var(--line); }
.weighed { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 16rem; overflow-y: auto; line-height: 1.7; }
mark { --weight: 0; color: inherit; border-radius: .2rem; padding: .08em .12em; margin: 0 -.12em; }
mark.for { background: color-mix(in srgb, var(--accent) calc(var(--weight) * 45%), transparent); }
mark.against { background: color-mix(in srgb, var(--wrong) calc(var(--weight) * 45%), transparent); }
.pieces { display: flex; flex-wrap: wrap; gap: .4rem; margin: .5rem 0; padding: 0; list-style: none; font-size: .875rem; }
.pieces li { display: flex; gap: .5rem; border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .7rem; min-width: 0; }
.pieces li span:first-child { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 14rem; }
.pieces li span:last-child { font-variant-numeric: tabular-nums; }
.pieces .for span:last-child { color: var(--accent); }
.pieces .against span:last-child { color: var(--wrong); }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0; font-size: .9rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
pre { background: var(--code); border-radius: .5rem; padding: .75rem .9rem; overflow-x: auto; font-size: .8rem;
  line-height: 1.45; margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .9em; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
.operation { padding: 0; }
.operation > summary { display: flex; flex-wrap: wrap; gap: .35rem .8rem; align-items: baseline; padding: .85rem 1.25rem;
  color: var(--ink); font-size: 1rem; list-style: none; }
.operation > summary::-webkit-details-marker { display: none; }
.operation > summary code { font-weight: 600; overflow-wrap: anywhere; }
.operation > div { padding: 0 1.25rem 1.25rem; border-top: 1px solid var(--line); }
.operation { margin: 0; }
.method { font: 700 .72rem/1 ui-monospace, Menlo, Consolas, monospace; padding: .3rem .45rem; border-radius: .3rem;
  background: var(--bar); color: var(--accent); min-width: 3.1rem; text-align: center; }
.method.post { background: var(--accent); color: var(--accent-ink); }
.picture { grid-column: 1 / -1; display: grid; gap: .6rem; max-width: 24rem; }
.field:has(> .picture) { grid-column: 1 / -1; }
.picture canvas { width: 100%; aspect-ratio: 1; border: 1px solid var(--line); border-radius: .6rem; cursor: crosshair;
  touch-action: none; image-rendering: pixelated; background: var(--code); }
.picture.over canvas { outline: 3px dashed var(--accent); outline-offset: 3px; }
.picture-tools { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; }
.picture-tools .button, .picture-tools button { padding: .4rem .8rem; border-radius: .45rem; border: 1px solid var(--line);
  background: var(--paper); cursor: pointer; font-weight: 600; font-size: .9rem; }
.picture-tools .aside { position: absolute; width: 1px; height: 1px; min-height: 0; opacity: 0; pointer-events: none; padding: 0; }
.picture-tools .aside:focus-visible + button { outline: none; }
.picture-tools .pen { display: flex; white-space: nowrap; align-items: center; gap: .4rem; font-weight: 400; color: var(--soft); flex: 1 1 6rem; }
.picture-tools .pen input { padding: 0; min-height: 0; border: 0; background: none; accent-color: var(--accent); min-width: 3rem; width: 100%; }
.picture-tools .pen-colour { width: 2.4rem; min-height: 2.1rem; padding: .15rem; }
.picture .hint { margin: 0; }
.picture-examples { display: grid; grid-template-columns: repeat(10, minmax(0, 1fr)); gap: .3rem; }
.picture-examples .thumbnail { padding: 2px; line-height: 0; border-radius: .35rem; }
.picture-examples img { width: 100%; aspect-ratio: 1; object-fit: cover; image-rendering: pixelated; border-radius: .2rem; }
[hidden] { display: none !important; }
@media (max-width: 52rem) { .split { grid-template-columns: minmax(0, 1fr); } header nav { margin-left: 0; } }
`;
