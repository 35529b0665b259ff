/** JSON schemas of answers, for `/openapi.json`. */
const answerProperties = {
  prediction: { description: "The class, or the value in the target's unit." },
  probability: { type: 'number', description: 'Score of the predicted class, 0 to 1.' },
  probabilities: {
    type: 'object',
    description: 'Score of every class.',
    additionalProperties: { type: 'number' },
  },
} as const;

export const predictionSchema = {
  type: 'object',
  required: ['model', 'version', 'requestId'],
  properties: {
    model: { type: 'string' },
    version: { type: 'integer', description: 'The version that answered.' },
    requestId: { type: 'string' },
    ...answerProperties,
    predictions: {
      type: 'array',
      description: 'For a list of rows: one answer per row, in the same order.',
      items: { type: 'object', required: ['prediction'], properties: answerProperties },
    },
  },
} as const;

export const refusalSchema = {
  type: 'object',
  required: ['error', 'requestId'],
  properties: {
    error: { type: 'string', description: 'One sentence.' },
    issues: {
      type: 'array',
      description: 'Every problem: where, and why.',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    requestId: { type: 'string' },
  },
} as const;
