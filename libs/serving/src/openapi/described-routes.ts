/** A route that is the same whatever models there are. */
export type RouteDescription = {
  readonly method: 'get' | 'post';
  /** With parameters in braces. */
  readonly path: string;
  readonly tag: 'Models' | 'Operations' | 'Open Inference Protocol';
  readonly summary: string;
  /** What a good answer holds. */
  readonly answer: string;
  /** Default: JSON. */
  readonly type?: string;
};

const operations: readonly RouteDescription[] = [
  {
    method: 'get',
    path: '/models',
    tag: 'Models',
    summary: 'The models and which version answers',
    answer: 'Version, hashes, metrics and training time of each',
  },
  {
    method: 'get',
    path: '/models/{name}',
    tag: 'Models',
    summary: 'One model with its contract',
    answer: 'Version, hashes, metrics, training time and contract',
  },
  {
    method: 'post',
    path: '/models/{name}/explain',
    tag: 'Models',
    summary: 'Which words of one row weighed most, for a model that reads texts',
    answer: 'Each word with its place, and how much lower the score of the answer is without it',
  },
  {
    method: 'get',
    path: '/models/{name}/log',
    tag: 'Operations',
    summary: 'The prediction log after a cursor, for those who know the token',
    answer: 'Lines of JSON; the header x-next-cursor says where the next page begins',
    type: 'application/x-ndjson',
  },
  {
    method: 'get',
    path: '/log',
    tag: 'Operations',
    summary: 'The same for the only model',
    answer: 'Lines of JSON; the header x-next-cursor says where the next page begins',
    type: 'application/x-ndjson',
  },
  {
    method: 'get',
    path: '/health/live',
    tag: 'Operations',
    summary: 'Is the process alive?',
    answer: 'Always, as long as it answers',
  },
  {
    method: 'get',
    path: '/health/ready',
    tag: 'Operations',
    summary: 'Does every production model answer? 503 and the reasons when not',
    answer: 'The version of each model, and problems with newer ones',
  },
  {
    method: 'get',
    path: '/metrics',
    tag: 'Operations',
    summary: 'Counters and latencies for Prometheus',
    answer: 'The Prometheus text format',
    type: 'text/plain',
  },
  {
    method: 'get',
    path: '/openapi.json',
    tag: 'Operations',
    summary: 'This description for programs',
    answer: 'An OpenAPI 3.1 document',
  },
  {
    method: 'get',
    path: '/docs',
    tag: 'Operations',
    summary: 'This description for people',
    answer: 'A page',
    type: 'text/html',
  },
  {
    method: 'get',
    path: '/',
    tag: 'Operations',
    summary: 'A form to try the models',
    answer: 'A page',
    type: 'text/html',
  },
];

const protocol = (
  method: 'get' | 'post',
  path: string,
  summary: string,
  answer: string,
): RouteDescription => ({ method, path, tag: 'Open Inference Protocol', summary, answer });

const protocolRoutes: readonly RouteDescription[] = [
  protocol('get', '/v2', 'The server', 'Name and version'),
  protocol('get', '/v2/health/live', 'Is the server alive?', 'live'),
  protocol('get', '/v2/health/ready', 'Are all models ready?', 'ready'),
  ...['/v2/models/{name}', '/v2/models/{name}/versions/{version}'].flatMap((path) => [
    protocol('get', path, 'Inputs and outputs of a model', 'Tensors with name, datatype and shape'),
    protocol('get', `${path}/ready`, 'Is the model ready?', 'ready'),
    protocol(
      'post',
      `${path}/infer`,
      'Predict, with one tensor per column of shape [rows]',
      'The tensors prediction [rows] and, for a classifier, probabilities [rows, classes]',
    ),
  ]),
];

/** Every route but those that predict, which are described by each model's contract. */
export const describedRoutes: readonly RouteDescription[] = [...operations, ...protocolRoutes];
