export function inferenceRoutes(..._: unknown[]): void {}
