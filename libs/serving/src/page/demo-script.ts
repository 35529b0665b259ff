import { pictureScript } from './picture-script.ts';

/**
 * What the demo page does in the browser. Plain JavaScript, inlined as it stands; it writes text, never HTML. Whom it asks stands
 * in the part before it: `askServiceScript` or `askPageScript`.
 */
export const demoScript = `
'use strict';
const samples = JSON.parse(document.getElementById('samples').textContent);
const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};
${pictureScript}
const controls = (form) => [...form.querySelectorAll('[data-kind]')];

function readControl(control) {
  if (control.dataset.kind === 'image') return pictureOf(control).read();
  if (control.type === 'checkbox') return control.checked;
  if (control.validity.badInput) return control.value || 'not a number';
  if (control.value === '') return undefined;
  if (control.tagName === 'SELECT') return JSON.parse(control.value);
  if (control.type === 'number') return Number(control.value);
  if (control.type === 'datetime-local') {
    return (control.value.length === 16 ? control.value + ':00' : control.value) + 'Z';
  }
  return control.value;
}

function writeControl(control, value) {
  if (control.dataset.kind === 'image') pictureOf(control).show(value);
  else if (control.type === 'checkbox') control.checked = value === true;
  else if (value === null || value === undefined) control.value = '';
  else if (control.tagName === 'SELECT') control.value = JSON.stringify(value);
  else if (control.type === 'datetime-local') control.value = String(value).slice(0, 19).replace(' ', 'T');
  else control.value = String(value);
}

function clearProblems(form) {
  form.querySelector('[role=alert]').textContent = '';
  for (const control of controls(form)) {
    control.removeAttribute('aria-invalid');
    document.getElementById(control.id + '-wrong').textContent = '';
  }
}

function showProblems(form, answer) {
  const rest = [];
  let first = null;
  for (const issue of answer.issues || []) {
    const control = controls(form).find((one) => one.name === issue.path);
    if (!control) { rest.push(issue.path ? issue.path + ': ' + issue.message : issue.message); continue; }
    control.setAttribute('aria-invalid', 'true');
    document.getElementById(control.id + '-wrong').textContent = issue.message;
    const folded = control.closest('details');
    if (folded) folded.open = true;
    first = first || control;
  }
  if (!answer.issues || rest.length) {
    form.querySelector('[role=alert]').textContent = rest.length ? rest.join(' ') : answer.error;
  }
  if (first) first.focus();
}

function percent(share) {
  return (share * 100).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 }) + ' %';
}

function showAnswer(box, answer, row, milliseconds) {
  box.replaceChildren(make('h2', '', 'Prediction'));
  const said = typeof answer.prediction === 'number' && !answer.probabilities
    ? answer.prediction.toLocaleString('en-US', { maximumFractionDigits: 4 })
    : String(answer.prediction);
  box.append(make('p', 'answer', said));
  if (answer.probabilities) {
    const bars = make('ul', 'bars');
    const all = Object.entries(answer.probabilities).sort((a, b) => b[1] - a[1]);
    for (const [name, share] of all.slice(0, 12)) {
      const item = make('li', name === String(answer.prediction) ? 'best' : '');
      const label = make('div', 'name');
      label.append(make('span', '', name), make('span', '', percent(share)));
      const rail = make('div', 'rail');
      const fill = make('div', 'fill');
      fill.style.width = (share * 100).toFixed(2) + '%';
      rail.append(fill);
      item.append(label, rail);
      bars.append(item);
    }
    box.append(bars);
    if (all.length > 12) box.append(make('p', 'soft small', 'and ' + (all.length - 12) + ' more'));
  }
  box.append(make('p', 'soft small', 'Version ' + answer.version + ', ' + milliseconds.toFixed(1) + ' ms ' + where + ', request ' + answer.requestId));
  const command = commandFor(answer, row);
  if (command === null) return;
  const details = make('details');
  details.append(make('summary', '', 'The same on the command line'), make('pre', '', command));
  box.append(details);
}

for (const section of document.querySelectorAll('section[data-model]')) {
  const form = section.querySelector('form');
  if (!form) continue;
  const name = section.dataset.model;
  const box = section.querySelector('.result');
  const button = form.querySelector('button.main');
  let example = 0;
  for (const field of form.querySelectorAll('[data-picture]')) {
    const column = field.querySelector('[data-kind=image]').name;
    setUpPicture(field, samples[name].map((row) => row[column]).filter(Boolean));
  }
  // A drawing is asked about as soon as the pen is lifted, a file as soon as it is there.
  form.addEventListener('drawn', () => form.requestSubmit());
  form.querySelector('.another').addEventListener('click', () => {
    const rows = samples[name];
    if (!rows.length) return;
    example = (example + 1) % rows.length;
    clearProblems(form);
    for (const control of controls(form)) {
      if (!control.closest('details')) writeControl(control, rows[example][control.name]);
    }
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearProblems(form);
    const row = {};
    for (const control of controls(form)) {
      const value = readControl(control);
      if (value !== undefined) row[control.name] = value;
    }
    button.disabled = true;
    const start = performance.now();
    try {
      const response = await ask(name, 'predict', row);
      const answer = await response.json();
      button.disabled = false;
      if (response.ok) {
        showAnswer(box, answer, row, performance.now() - start);
        if ('explains' in section.dataset) await showWeights(box, name, row, String(answer.prediction));
      }
      else {
        box.replaceChildren(make('h2', '', 'Prediction'), make('p', 'soft', 'None: the request was refused.'));
        showProblems(form, answer);
      }
    } catch {
      form.querySelector('[role=alert]').textContent = noAnswer;
    } finally {
      button.disabled = false;
    }
  });
}

const picker = document.getElementById('model');
if (picker) {
  const show = () => {
    for (const section of document.querySelectorAll('section[data-model]')) section.hidden = section.dataset.model !== picker.value;
  };
  picker.addEventListener('change', show);
  show();
}
`;
