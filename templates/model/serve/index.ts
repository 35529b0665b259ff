import { row } from '../data/contract.ts';
import { features } from '../data/features.ts';
import { task } from '../data/task.ts';

/** What the prediction service needs to know of this model besides its bundle. */
export const served = { row, features, task };
