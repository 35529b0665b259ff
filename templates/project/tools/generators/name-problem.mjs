const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** Folders that every model has; a stage of the user's may not take their place. */
const ownFolders = [
  'data',
  'current',
  'validate',
  'train',
  'evaluate',
  'register',
  'drift',
  'serve',
  'tests',
];
/** Words of the language: the name becomes the name of a constant or a function. */
const reserved = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield arguments eval'.split(
    ' ',
  ),
);

/** What is wrong with a name, as the advice that mends it; `null` when it will do. */
export function nameProblem(generator, name) {
  if (!kebabCase.test(name)) return 'Lower-case words with single hyphens, such as my-check.';
  if (reserved.has(name))
    return `${name} is a word of the language; put a second word to it, such as ${name}-check.`;
  if (generator === 'stage' && ownFolders.includes(name))
    return `Every model already has ${name}; choose another name.`;
  return null;
}
