import type { GateCheck } from '@create-mlops/contracts';
import { type Comparison, comparePaired } from '../estimate/compare-paired.ts';
import { boundWidth, rowsToDecide } from '../estimate/confidence.ts';
import type { Decision } from '../estimate/decide.ts';
import { type GateContext, headlineMetric } from '../gate-context.ts';
import { measure } from '../measure.ts';
import type { Metric } from '../metric.ts';
import { countText, numberText, numberTexts } from '../print/number-text.ts';
import type { Amount, ResolvedGateSettings } from '../settings.ts';
import { plainCheck, standing } from './gate-check.ts';
import { unknownValueCheck } from './limit-check.ts';
import { unknownMetric } from './metric-limits.ts';

type ProductionSettings = Exclude<ResolvedGateSettings['production'], false>;

/** A margin never gets smaller than this share of production's value: nobody runs a service differently for less. */
const SMALLEST_MARGIN = 0.005;

/** Chance of calling an equal model worse, a fifth of the chance that any other bound is wrong. */
const worseConfidence = (confidence: number) => 1 - (1 - confidence) / 5;

/** The model against the one in production, on the same rows; nothing for the first model. */
export function againstProduction(
  context: Pick<GateContext, 'settings' | 'production' | 'metrics' | 'scored' | 'description'>,
): GateCheck[] {
  const { settings, production, metrics, scored, description } = context;
  if (settings.production === false || production.state === 'none') return [];
  const wish = settings.production;
  const name = wish.metric ?? headlineMetric(description);
  const metric = metrics.get(name);
  const limit = { onFail: wish.onFail };
  const unknown = (title: string, why: string) => [
    unknownValueCheck(name, title, why, { against: 'production', limit }),
  ];
  if (metric === undefined) return unknown(name, unknownMetric(name, [...metrics.keys()]));
  const own = measure(metric, scored, description.problem);
  if (own.value === null) return unknown(metric.title, own.why);
  const theirs =
    production.state === 'unusable'
      ? { value: null, why: production.why }
      : measure(metric, production.scored, description.problem);
  if (theirs.value === null || production.state === 'unusable') {
    return [
      plainCheck({
        check: name,
        against: 'production',
        ...standing('undecided', wish.onFail),
        value: own.value,
        n: scored.rows,
        reason: `The model in production cannot be compared: ${theirs.value === null ? theirs.why : ''}.`,
        method: 'none',
      }),
    ];
  }
  const comparison = comparePaired(metric, scored, production.scored, settings);
  const pair = { own: own.value, theirs: theirs.value };
  return [
    compareCheck(metric, pair, comparison, wish, settings),
    ...jumpCheck(metric, pair, comparison, wish),
  ];
}

type Pair = { readonly own: number; readonly theirs: number };

function compareCheck(
  metric: Metric,
  pair: Pair,
  comparison: Comparison,
  wish: ProductionSettings,
  settings: ResolvedGateSettings,
): GateCheck {
  const sign = metric.direction === 'higher' ? 1 : -1;
  const floor = SMALLEST_MARGIN * Math.abs(pair.theirs);
  const margin =
    wish.margin === 'auto'
      ? Math.max(finiteOr(comparison.detectable, 0), floor)
      : amountOf(wish.margin, pair.theirs);
  /** How much better the candidate must be; negative where it may be worse. */
  const demand = wish.mode === 'superior' ? amountOf(wish.minDelta, pair.theirs) : -margin;
  const outcome =
    settings.mode === 'point'
      ? pointOutcome(comparison.value, demand, wish.mode)
      : wish.mode === 'superior'
        ? superiorOutcome(comparison, demand, settings.confidence)
        : nonInferiorOutcome(comparison, margin, settings.confidence);
  const edge = outcome === 'fail' ? comparison.upper : comparison.lower;
  const distance = Math.abs(comparison.value - (wish.mode === 'superior' ? 0 : demand));
  const neededN =
    outcome === 'undecided'
      ? rowsToDecide(
          comparison.n,
          { distance, halfWidth: comparison.standardError * boundWidth(settings.confidence) },
          settings.confidence,
        )
      : null;
  return {
    check: metric.name,
    against: 'production',
    slice: null,
    ...standing(outcome, wish.onFail),
    value: pair.own,
    limit: pair.theirs + sign * demand,
    bound: settings.mode === 'point' || !Number.isFinite(edge) ? null : pair.theirs + sign * edge,
    n: comparison.n,
    neededN,
    reason: reasonOf(metric, pair, { outcome, margin, demand, neededN, comparison, wish }),
    method: settings.mode === 'point' ? 'point' : comparison.method,
  };
}

function pointOutcome(
  difference: number,
  demand: number,
  mode: ProductionSettings['mode'],
): Decision['outcome'] {
  // Rounding of the subtraction must not decide at the limit itself.
  const slack = Math.abs(demand) * 1e-12;
  const better = mode === 'nonInferior' || difference > 0;
  return better && difference >= demand - slack ? 'pass' : 'fail';
}

/** Better beyond doubt and by enough; proven not to reach what is asked; or neither. */
function superiorOutcome(
  { value, lower, upper, pValueBetter }: Comparison,
  demand: number,
  confidence: number,
): Decision['outcome'] {
  const significant = lower > 0 && (pValueBetter === null || pValueBetter <= 1 - confidence);
  if (significant && value >= demand) return 'pass';
  return upper < demand || (demand === 0 && upper <= 0) ? 'fail' : 'undecided';
}

/**
 * Not worse than the margin allows, beyond doubt; or seen worse by more than the margin and worse beyond doubt, at a
 * confidence that equal models practically never reach; or neither.
 */
function nonInferiorOutcome(
  { value, lower, upper }: Comparison,
  margin: number,
  confidence: number,
): Decision['outcome'] {
  if (lower > -margin) return 'pass';
  const widened =
    value + ((upper - value) * boundWidth(worseConfidence(confidence))) / boundWidth(confidence);
  return value < -margin && widened < 0 ? 'fail' : 'undecided';
}

function jumpCheck(
  metric: Metric,
  pair: Pair,
  { value, n }: Comparison,
  { maxImprovement, onSuspicious }: ProductionSettings,
): GateCheck[] {
  if (maxImprovement === undefined) return [];
  const most = amountOf(maxImprovement, pair.theirs);
  const suspicious = value > most;
  const [gain, allowed] = numberTexts(value, most);
  return [
    plainCheck({
      check: `${metric.name}Jump`,
      against: 'production',
      ...standing(suspicious ? 'fail' : 'pass', onSuspicious),
      value,
      limit: most,
      n,
      reason: suspicious
        ? `${metric.title} improves by ${gain}, more than ${allowed}: too good to be believed before somebody looks for a leak of the target.`
        : `${metric.title} changes by ${gain}, no suspicious jump (${allowed}).`,
      method: 'point',
    }),
  ];
}

function reasonOf(
  metric: Metric,
  pair: Pair,
  parts: {
    readonly outcome: Decision['outcome'];
    readonly margin: number;
    readonly demand: number;
    readonly neededN: number | null;
    readonly comparison: Comparison;
    readonly wish: ProductionSettings;
  },
): string {
  const { outcome, margin, demand, neededN, comparison, wish } = parts;
  const [own, theirs] = numberTexts(pair.own, pair.theirs);
  const start = `${metric.title} ${own}`;
  const open = `${countText(comparison.n)} rows cannot tell${neededN === null ? '' : `, about ${countText(neededN)} would`}`;
  if (wish.mode === 'superior') {
    const least = demand > 0 ? ` by at least ${numberText(demand)}` : '';
    if (outcome === 'pass') return `${start} is better than production (${theirs})${least}.`;
    if (outcome === 'fail') return `${start} is not better than production (${theirs})${least}.`;
    return `${start} may or may not be better than production (${theirs})${least}: ${open}.`;
  }
  const allowed = `a margin of ${numberText(margin)}${wish.margin === 'auto' ? ', which is what these rows can decide' : ''}`;
  if (outcome === 'pass')
    return `${start} is not worse than production (${theirs}), within ${allowed}.`;
  if (outcome === 'fail')
    return `${start} is worse than production (${theirs}), beyond ${allowed}.`;
  return `${start} may be worse than production (${theirs}): ${open}.`;
}

function amountOf(amount: Amount, of: number): number {
  return typeof amount === 'number' ? amount : amount.relative * Math.abs(of);
}

function finiteOr(value: number, fallback: number): number {
  return Number.isFinite(value) ? value : fallback;
}
