export { fnv1a } from './fnv1a.ts';
export { parseEncoderState, parseEncodingSettings } from './parse-state.ts';
export { fitTarget, type TargetState, targetEncoder, targetStateSchema } from './target.ts';
