type Listener = (...arguments_: unknown[]) => void;

const events = ['uncaughtException', 'unhandledRejection'];

/**
 * Runs `action` and takes away the process listeners that it added. The emscripten glue of the WASM backend rethrows
 * unhandled rejections from its own listener: the process would end with code 7 and a minified stack.
 */
export async function withoutNewProcessListeners<T>(action: () => Promise<T>): Promise<T> {
  const emitter: NodeJS.EventEmitter = process;
  const before = new Map(events.map((event) => [event, new Set(emitter.listeners(event))]));
  try {
    return await action();
  } finally {
    for (const event of events) {
      for (const listener of emitter.listeners(event)) {
        if (!before.get(event)?.has(listener)) emitter.off(event, listener as Listener);
      }
    }
  }
}
