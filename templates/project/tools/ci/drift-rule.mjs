/**
 * Whether a window that has drifted asks for an answer: so many of the last windows must have drifted, this one among them, and
 * the last answer must be long enough ago.
 *
 * @param history earlier windows of this model, oldest first: `{ at, decision, window, answered }`. One that was looked at
 * again is not another one.
 * @param response `{ found, within, cooldownHours }` of drift.config.ts.
 * @returns {{ answers: boolean, why: string }}
 */
export function ruleOnDrift(
  history,
  { decision, window },
  { found, within, cooldownHours },
  now = new Date(),
) {
  if (decision !== 'drift') return { answers: false, why: 'The window has not drifted.' };
  const earlier = history.filter((entry) => entry.window === undefined || entry.window !== window);
  if (history.some((entry) => entry.window === window && entry.answered)) {
    return { answers: false, why: 'Something has been done about this window already.' };
  }
  const recent = [...earlier.map((entry) => entry.decision), decision].slice(-within);
  const count = recent.filter((entry) => entry === 'drift').length;
  if (count < found) {
    return {
      answers: false,
      why: `${count} of the last ${within} windows drifted; ${found} must have, before anything is done.`,
    };
  }
  const last = history.findLast((entry) => entry.answered);
  const hours =
    last === undefined ? Number.POSITIVE_INFINITY : (now - new Date(last.at)) / 3_600_000;
  if (hours < cooldownHours) {
    return {
      answers: false,
      why: `The last answer is ${hours.toFixed(0)} hours old; the next one waits until ${cooldownHours} have passed.`,
    };
  }
  return {
    answers: true,
    why: within === 1 ? '' : `${count} of the last ${within} windows drifted.`,
  };
}
