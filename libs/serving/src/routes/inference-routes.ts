import type { ContractDescription } from '@create-mlops/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { predictRows } from '../answer/predict-rows.ts';
import {
  type Datatype,
  datatypeOf,
  inferenceRequestSchema,
  outputNames,
  rowsOfTensors,
  tensorsOfAnswers,
} from '../inference/tensors.ts';
import type { ModelSlot, ServingVersion } from '../model/model-slot.ts';
import { invalidRows } from '../request/invalid-rows.ts';
import { readRows } from '../request/read-rows.ts';
import { Refusal } from '../request/refusal.ts';
import { type ServiceContext, servingOf, slotOf } from '../service-context.ts';
import { readinessOf } from './health-routes.ts';

type ModelParams = { readonly Params: { readonly name: string; readonly version?: string } };

/**
 * The Open Inference Protocol, version 2, over REST: one tensor per column in, predictions and class scores out.
 * @see https://github.com/kserve/open-inference-protocol
 */
export function inferenceRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.get('/v2', () => ({ name: 'prediction-service', version: '2', extensions: [] }));
  app.get('/v2/health/live', () => ({ live: true }));
  app.get('/v2/health/ready', (_request, reply) => {
    const { ready } = readinessOf(context);
    // The protocol's text and its schema disagree on the key, so both are sent.
    return reply.code(ready ? 200 : 503).send({ ready, live: true });
  });
  for (const path of ['/v2/models/:name', '/v2/models/:name/versions/:version']) {
    app.get<ModelParams>(path, (request) => metadataOf(...find(context, request)));
    app.get<ModelParams>(`${path}/ready`, (request, reply) => {
      const slot = slotOf(context, request.params.name);
      const { name, version } = request.params;
      const serving = slot.serving();
      const ready =
        serving !== null && (version === undefined || version === String(serving.version));
      return reply.code(ready ? 200 : 503).send({ name, ready });
    });
    app.post<ModelParams>(`${path}/infer`, (request) => infer(context, request));
  }
}

/** The model of a request; a version that does not serve is unknown here. */
function find(
  context: ServiceContext,
  { params: { name, version } }: FastifyRequest<ModelParams>,
): [ModelSlot, ServingVersion] {
  const slot = slotOf(context, name);
  const serving = servingOf(slot);
  if (version !== undefined && version !== String(serving.version)) {
    throw new Refusal(
      404,
      'not_found',
      `Version '${version.slice(0, 40)}' of ${slot.model.name} does not serve here; version ${serving.version} does.`,
    );
  }
  return [slot, serving];
}

async function infer(context: ServiceContext, request: FastifyRequest<ModelParams>) {
  const [slot, serving] = find(context, request);
  const parsed = inferenceRequestSchema.safeParse(request.body);
  if (!parsed.success) {
    throw invalidRows(
      parsed.error.issues.slice(0, 100).map(({ path, message }) => ({
        path: path.map(String).join('.'),
        message,
      })),
      Math.max(0, parsed.error.issues.length - 100),
    );
  }
  const { inputs, outputs, id = request.id } = parsed.data;
  const known = outputNames(serving.contract.classes.length > 0);
  const wanted = outputs?.map(({ name }) => name) ?? known;
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Refusal(400, 'invalid_request', `There is no output '${unknown.slice(0, 100)}'.`, [
      { path: 'outputs', message: `The model answers ${known.join(' and ')}.` },
    ]);
  }
  const tensors = rowsOfTensors(inputs);
  if (tensors.kind === 'issues') throw invalidRows(tensors.issues, 0);
  const read = readRows(tensors.rows, serving.request);
  if (read.kind === 'issues') throw invalidRows(read.issues, read.more);
  const answers = await predictRows(
    context,
    { slot, serving },
    { id: request.id, rows: read.rows },
  );
  const { classes } = serving.contract;
  return {
    model_name: slot.model.name,
    model_version: String(serving.version),
    id,
    outputs: tensorsOfAnswers(answers, { classes, datatype: targetType(serving.contract) }).filter(
      ({ name }) => wanted.includes(name),
    ),
  };
}

function metadataOf(slot: ModelSlot, { version, request, contract }: ServingVersion) {
  const { classes } = contract;
  const tensor = (name: string, datatype: Datatype, shape: readonly number[]) => ({
    name,
    datatype,
    shape,
  });
  return {
    name: slot.model.name,
    versions: [String(version)],
    platform: 'tensorflowjs',
    inputs: request.columns.map((column) => tensor(column.name, datatypeOf(column), [-1])),
    outputs: [
      tensor('prediction', targetType(contract), [-1]),
      ...(classes.length > 0 ? [tensor('probabilities', 'FP64', [-1, classes.length])] : []),
    ],
  };
}

function targetType({ columns, target }: ContractDescription): Datatype {
  const column = columns.find(({ name }) => name === target);
  // Values of a regression are no whole numbers even where the data's are.
  if (column === undefined || column.kind === 'integer') return 'FP64';
  return datatypeOf(column);
}
