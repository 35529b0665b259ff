export { tabular } from './tabular.ts';
