/** Whom the demo page asks: the service that it came from. Plain JavaScript that runs before the page's own. */
export const askServiceScript = `
const where = 'there and back';
const noAnswer = 'The service does not answer. Is it still running?';
const ask = (name, verb, row) => fetch('/models/' + encodeURIComponent(name) + '/' + verb, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(row),
});
function commandFor(answer, row) {
  const url = location.origin + '/models/' + encodeURIComponent(answer.model) + '/predict';
  const image = document.querySelector('[data-kind=image]');
  if (image && typeof row[image.name] === 'string') return 'curl -s ' + url + ' -F ' + image.name + '=@picture.png';
  return "curl -s " + url + " -H 'content-type: application/json' -d '" + JSON.stringify(row).replaceAll("'", "'\\\\''") + "'";
}
`;
