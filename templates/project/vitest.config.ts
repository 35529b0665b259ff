import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    coverage: {
      include: ['apps/**/*.ts', 'models/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
