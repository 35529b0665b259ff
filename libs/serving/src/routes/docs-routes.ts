export function docsRoutes(..._: unknown[]): void {}
