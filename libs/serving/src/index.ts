// The service
export { type CreateServiceOptions, createService } from './create-service.ts';
export { drainOnSignal, type SignalSource } from './drain-on-signal.ts';
export { listen } from './listen.ts';
// The models
export type { LoadedModel, ServedModel } from './model/served-model.ts';
// The demo page as a file
export { staticPage } from './page/static-page.ts';
// Settings
export {
  type ResolvedServingSettings,
  type ServingSettings,
  servingSettingsSchema,
} from './settings.ts';
