/**
 * Settings of training for one run, as somebody types them when starting it by hand: `train.epochs=20 train.learningRate=0.01`. They become
 * the variables that the stages read.
 *
 * @returns {Record<string, string>} `{ MLOPS_TRAIN__EPOCHS: '20' }`
 * @throws {Error} naming what is no setting.
 */
export function experimentVariables(text) {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  return Object.fromEntries(
    words.map((word) => {
      const [, stage, path, value] =
        /^(train)\.([A-Za-z][A-Za-z0-9.]*)=([\w.+-]+)$/.exec(word) ?? [];
      if (stage === undefined) {
        throw new Error(
          `"${word}" is no setting.\n→ Write train.key=value, as in train.epochs=20 or train.learningRate=0.01, with spaces between several. Limits are no experiment: they are changed in their files.`,
        );
      }
      const key = path
        .split('.')
        .map((part) => part.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase())
        .join('__');
      return [`MLOPS_${stage.toUpperCase()}__${key}`, value];
    }),
  );
}
