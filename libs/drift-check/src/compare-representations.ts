import type { ReferenceRepresentation, Representation } from '@create-mlops/contracts';
import { domainClassifier } from '@create-mlops/statistics';
import type { RowsToJudge } from './judge-columns.ts';
import { unpackRepresentation } from './pack-representation.ts';
import type { ResolvedDriftSettings } from './settings.ts';

/**
 * Whole rows of the window beside those of the reference: can a classifier tell them apart? Its effect is how far its AUC lies
 * above one half. `null` where there are too few rows, or points of another width, as after a change of the model.
 */
export function compareRepresentations(
  packed: ReferenceRepresentation,
  current: Representation,
  settings: ResolvedDriftSettings,
): RowsToJudge | null {
  if (packed.width !== current.width || current.width === 0) return null;
  const { auc, pValue } = domainClassifier(unpackRepresentation(packed), current);
  if (Number.isNaN(auc)) return null;
  const share = Number((100 * Math.max(0, auc)).toPrecision(3));
  return {
    column: 'content',
    source: 'representation',
    referenceRows: packed.rows,
    currentRows: current.values.length / current.width,
    detector: 'domainClassifier',
    measurement: {
      statistic: auc,
      pValue,
      effect: Math.max(0, auc - 0.5),
      threshold: settings.floors.content,
    },
    change: `old and new rows can be told apart in ${share} % of pairs (chance 50 %)`,
  };
}
