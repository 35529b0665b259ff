// What a project is made of
export type { Answers, ContentFacts, DataFile, DataLimits, DataPlan } from './answers.ts';
// Public data sets
export { type CataloguedSet, catalogue, type DatasetName } from './datasets/catalogue.ts';
export { datasetPlan } from './datasets/dataset-plan.ts';
export { type Payload, payloadText } from './payload.ts';
export { builtFile, builtJson, type PlannedFile } from './planned-file.ts';
export { aboutPictures, aboutTexts } from './project/about-content.ts';
export { imageStageSettings } from './project/image-stage-settings.ts';
export { modelFiles } from './project/model-files.ts';
export { planProject } from './project/plan-project.ts';
export { serviceModels, servicePackage, servicePackagePath } from './project/service-files.ts';
export { textSettings } from './project/text-settings.ts';
// Bundled samples
export { type SampleName, sampleDataPlan, samples } from './samples/sample-plan.ts';
export { seededDraw } from './samples/seeded-random.ts';
export { writePng } from './samples/write-png.ts';
