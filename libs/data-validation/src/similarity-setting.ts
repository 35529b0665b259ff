import { NEAR_TEXT } from '@create-mlops/dataset';
import { z } from 'zod';

/** From which Jaccard similarity of their runs of five letters on two texts count as much alike; at 1 only equal ones do. */
export const similaritySetting = z.number().min(0.3).max(1).default(NEAR_TEXT);
