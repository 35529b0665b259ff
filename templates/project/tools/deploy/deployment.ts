import type { Feature, Task, VersionRecord } from '@create-mlops/contracts';
import type { ModelRegistry } from '@create-mlops/model-registry';
import type { ResolvedRolloutSettings } from '@create-mlops/rollout';
import type { z } from 'zod';

/** What every step of a deployment knows. */
export type Deployment = {
  readonly root: string;
  readonly model: string;
  /** The version that is to be deployed. */
  readonly record: VersionRecord;
  /** The version that it is held against; `null` for the first one. */
  readonly opponent: VersionRecord | null;
  readonly registry: ModelRegistry;
  readonly settings: ResolvedRolloutSettings;
  /** Whether this machine does nothing else. Others measure badly: too slow only warns there. */
  readonly isDedicated: boolean;
  /** Whether this only tries what a deployment would do: no alias moves, also not back. */
  readonly isRehearsal: boolean;
  readonly served: Served;
  readonly print: (line: string) => void;
};

/** What `models/<model>/serve/index.ts` exports. */
export type Served = {
  readonly row: z.ZodObject;
  readonly features: readonly Feature[];
  readonly task: Task;
};
