/**
 * What the demo page does with texts: it asks for the weight of each word and shows it in the text. Plain JavaScript, inlined
 * behind the page's own script; it writes text, never HTML.
 */
export const explainScript = `
async function showWeights(box, name, row, prediction) {
  const response = await ask(name, 'explain', row);
  if (!response.ok) return;
  const { texts } = await response.json();
  for (const { column, pieces } of texts) {
    const text = String(row[column] ?? '');
    const largest = Math.max(...pieces.map(({ weight }) => Math.abs(weight)), 0);
    if (largest === 0) continue;
    const part = make('div', 'weights');
    part.append(make('h3', '', 'The words that weighed most'));
    const shown = make('p', 'weighed');
    let at = 0;
    for (const { start, end, weight } of pieces) {
      shown.append(text.slice(at, start));
      const mark = make('mark', weight < 0 ? 'against' : 'for', text.slice(start, end));
      // Below a tenth of the largest a word hardly matters: no colour.
      const share = Math.abs(weight) / largest;
      mark.style.setProperty('--weight', share < 0.1 ? '0' : share.toFixed(3));
      mark.title = (weight < 0 ? '' : '+') + (weight * 100).toFixed(1) + ' points';
      shown.append(mark);
      at = end;
    }
    shown.append(text.slice(at));
    part.append(shown);
    const most = [...pieces].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, 5)
      .filter(({ weight }) => Math.abs(weight) >= largest / 10);
    const list = make('ul', 'pieces');
    for (const piece of most) {
      const item = make('li', piece.weight < 0 ? 'against' : 'for');
      item.append(make('span', '', piece.text), make('span', '', (piece.weight < 0 ? '−' : '+') + Math.abs(piece.weight * 100).toFixed(1)));
      list.append(item);
    }
    part.append(list, make('p', 'soft small', 'Points by which the score of ' + prediction + ' falls when the word is left out.'));
    box.append(part);
  }
}
`;
