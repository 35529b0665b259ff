/**
 * Whom a static page asks: the program in the page itself, which calls itself `inBrowser` and has the function `ask(verb, row)`.
 */
export const askPageScript = `
const where = 'in this browser';
const noAnswer = 'The model in this page failed. The console of your browser says why.';
const ask = (_name, verb, row) => inBrowser.ask(verb, row);
const commandFor = () => null;
`;
