import {
  bundleManifestSchema,
  bundleSamplesSchema,
  type Feature,
  type Task,
} from '@create-mlops/contracts';
import { type LocalService, openLocalService } from '@create-mlops/serving/in-browser';
import { loadInBrowser, verifySamples } from '@create-mlops/training/in-browser';
import { z } from 'zod';

declare const document: {
  getElementById(id: string): { readonly textContent: string } | null;
};

/** What the page holds besides its program. */
export const embeddedBundleSchema = z.object({
  version: z.int(),
  manifest: bundleManifestSchema,
  samples: bundleSamplesSchema,
  /** Encoder, model and weights by file name, in base64. */
  files: z.record(z.string(), z.string()),
});
export type EmbeddedBundle = z.infer<typeof embeddedBundleSchema>;

/** The cpu backend of the browser and the backend that trained differ by less than this, in scores. */
const tolerance = 1e-5;

/** Runs in the browser: the model in the page, which answers as the prediction service does. */
export function openModel(served: {
  readonly row: z.ZodObject;
  readonly features: readonly Feature[];
  readonly task: Task;
}): LocalService {
  const text = document.getElementById('bundle')?.textContent ?? '';
  const { version, manifest, samples, files } = embeddedBundleSchema.parse(JSON.parse(text));
  const { row, features, task } = served;
  return openLocalService({
    name: manifest.model,
    row,
    features,
    currentVersion: () => version,
    load: async () => ({
      predictor: await loadInBrowser({
        manifest,
        files: new Map(Object.entries(files).map(([name, base64]) => [name, bytesOf(base64)])),
        task,
        features,
      }),
      samples,
    }),
    verify: (predictor, recorded) => verifySamples(predictor, recorded, { tolerance }),
  });
}

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
