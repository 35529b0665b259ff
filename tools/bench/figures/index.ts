import type { Figure } from '../figure.ts';
import { drift } from './drift.ts';
import { help } from './help.ts';
import { images } from './images.ts';
import { install } from './install.ts';
import { ownData } from './own-data.ts';
import { pipeline } from './pipeline.ts';
import { registry } from './registry.ts';
import { scaffold } from './scaffold.ts';
import { serving } from './serving.ts';
import { texts } from './texts.ts';
import { validation } from './validation.ts';

/** Every figure in the order of the table. */
export const figures: readonly Figure[] = [
  scaffold,
  help,
  install,
  pipeline,
  ownData,
  validation,
  drift,
  registry,
  serving,
  images,
  texts,
];
