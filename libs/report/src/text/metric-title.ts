const titles: Readonly<Record<string, string>> = {
  rocAuc: 'ROC AUC',
  f1: 'F1',
  ece: 'Calibration error (ECE)',
  logLoss: 'Log loss',
  mae: 'Mean absolute error',
  rmse: 'RMSE',
  r2: 'R²',
  mape: 'MAPE',
  latencyP50Ms: 'Latency p50 (ms)',
  latencyP95Ms: 'Latency p95 (ms)',
  latencyP99Ms: 'Latency p99 (ms)',
  sizeMb: 'Size (MB)',
  ks: 'Kolmogorov–Smirnov',
  psi: 'PSI',
  chiSquare: 'Chi-square',
  jensenShannon: 'Jensen–Shannon',
};

/**
 * The name of a metric, check, detector or setting in words; names nobody listed are taken apart at their capitals.
 *
 * @example metricTitle('balancedAccuracy') // 'Balanced accuracy'
 */
export function metricTitle(name: string): string {
  const known = Object.hasOwn(titles, name) ? titles[name] : undefined;
  if (known !== undefined) return known;
  const words = name
    .replaceAll('_', ' ')
    .replace(
      /([a-z0-9])([A-Z])/g,
      (_all, before: string, after: string) => `${before} ${after.toLowerCase()}`,
    );
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const lowerIsBetter = new Set(['loss', 'logLoss', 'ece', 'mae', 'rmse', 'mape', 'mse']);

/** Said beside metrics of which less is better. */
export function directionText(name: string): string | null {
  return lowerIsBetter.has(name) ? 'lower is better' : null;
}
