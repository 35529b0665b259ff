// node tools/nx.mjs WORDS: Nx as the pipeline starts it, for the npm scripts.
import { runNx } from './pipeline/run-nx.mjs';

process.exitCode = runNx(process.argv.slice(2));
