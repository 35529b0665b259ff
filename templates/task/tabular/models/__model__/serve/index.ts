import { tabular } from '@create-mlops/task-tabular';
import { row } from '../data/contract.ts';
import { features } from '../data/features.ts';

/** What the prediction service needs to know of this model besides its bundle. */
export const served = { row, features, task: tabular };
