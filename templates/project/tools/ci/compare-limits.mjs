/** Limits of which less is stricter, by the last part of their name; `max…` is another. */
const stricterLow =
  /^(max[A-Z]\w*|max|p99Ms|margin|driftShare|equalizedOddsDifference|maxMb|minRows|minGroup|largeEffect|unseenShare|keepUnpromoted)$/;
/** Limits of which more is stricter. */
const stricterHigh =
  /^(min|min[A-Z]\w*|demographicParityRatio|confidence|falseDiscoveryRate|minimum|minLength)$/;
/** How much a word lets through, the strictest last. */
const strictness = ['none', 'pass', 'ignore', 'off', 'warn', 'fail', 'block'];
/** Switches that are stricter when they are on. */
const stricterOn = /^(beatBaseline|isRequired)$/;
/** Lists of which a longer one lets more through. */
const allowing = /^(ignore|enum|formats)$/;

/**
 * What a change lets through that was stopped before: limits that were moved, checks that are gone. Settings are plain objects;
 * a name that says nothing of a direction is told as changed, for a person to judge.
 *
 * @param before, after settings of one stage, or the JSON Schema of a row.
 * @returns {{ path: string, from: unknown, to: unknown, how: 'removed' | 'loosened' | 'changed' }[]}
 */
export function compareLimits(before, after, path = []) {
  if (isPlain(before) && isPlain(after)) {
    return Object.keys(before).flatMap((key) =>
      key in after
        ? compareLimits(before[key], after[key], [...path, key])
        : [{ path: [...path, key].join('.'), from: before[key], to: null, how: 'removed' }],
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const how = judge(path, before, after);
  return how === null ? [] : [{ path: path.join('.'), from: before, to: after, how }];
}

function judge(path, before, after) {
  const name = path.at(-1) ?? '';
  const isLimitOfColumn = path.includes('columns') || path.includes('floors');
  if (typeof before === 'number' && typeof after === 'number') {
    if (isLimitOfColumn && !stricterHigh.test(name)) return after > before ? 'loosened' : null;
    if (/^(maximum|maxLength)$/.test(name) || stricterLow.test(name))
      return after > before ? 'loosened' : null;
    if (stricterHigh.test(name)) return after < before ? 'loosened' : null;
    return 'changed';
  }
  if (after === false && isPlain(before)) return 'removed';
  if (typeof before === 'boolean' && typeof after === 'boolean') {
    if (before) return 'loosened';
    return stricterOn.test(name) ? null : 'changed';
  }
  if (before === false) return null;
  if (Array.isArray(before) && Array.isArray(after)) {
    const gone = before.some((entry) => !includes(after, entry));
    const come = after.some((entry) => !includes(before, entry));
    return (allowing.test(name) ? come : gone) ? 'loosened' : null;
  }
  const [was, is] = [strictness.indexOf(before), strictness.indexOf(after)];
  if (was >= 0 && is >= 0) return is < was ? 'loosened' : null;
  return 'changed';
}

const includes = (list, entry) =>
  list.some((other) => JSON.stringify(other) === JSON.stringify(entry));
const isPlain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
