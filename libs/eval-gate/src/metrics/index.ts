// Every metric, by name. A new one is its own file, its test, and one line here.
export { accuracy } from './accuracy.ts';
export { balancedAccuracy } from './balanced-accuracy.ts';
export { ece } from './ece.ts';
export { f1 } from './f1.ts';
export { logLoss } from './log-loss.ts';
export { mae } from './mae.ts';
export { mape } from './mape.ts';
export { precision } from './precision.ts';
export { r2 } from './r2.ts';
export { recall } from './recall.ts';
export { rmse } from './rmse.ts';
export { rocAuc } from './roc-auc.ts';
