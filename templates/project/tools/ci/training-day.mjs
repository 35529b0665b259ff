/**
 * Whether the nightly run of a schedule is to train. When a workflow starts is a line of its file, which no variable can change:
 * so it starts every night, and this decides.
 *
 * @returns {boolean | null} `null` for a word that is no schedule.
 */
export function isTrainingDay(schedule, now = new Date()) {
  const days = {
    off: false,
    daily: true,
    weekly: now.getUTCDay() === 1,
    monthly: now.getUTCDate() === 1,
  };
  return Object.hasOwn(days, schedule) ? days[schedule] : null;
}
