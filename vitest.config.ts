import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{apps,libs,generators,templates/sample,tools}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'tmp/**'],
    // Only what hangs should meet them: machines that do other things besides take many times as long.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
});
