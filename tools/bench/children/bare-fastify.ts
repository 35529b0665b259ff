// node --import tsx bare-fastify.ts PORT JSON: a Fastify that reads a JSON body and answers the same every time.
import fastify from 'fastify';

const [port = '', answer = '{}'] = process.argv.slice(2);
const app = fastify();
const body: unknown = JSON.parse(answer);
app.post('/predict', async () => body);
app.get('/health/ready', async () => ({ status: 'ready' }));
process.once('SIGTERM', () => void app.close());
await app.listen({ host: '127.0.0.1', port: Number(port) });
