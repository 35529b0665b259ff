declare module 'virtual:templates' {
  /** Templates by their path in the payload, as Handlebars' precompiler leaves them. */
  export const templates: Readonly<Record<string, unknown>>;
}
declare module 'handlebars/runtime.js' {
  const runtime: {
    readonly template: (
      compiled: unknown,
    ) => (context: Readonly<Record<string, unknown>>) => string;
  };
  export default runtime;
}
