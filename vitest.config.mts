import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const resolve = { alias: { mdgl: fileURLToPath(new URL('./src/index.ts', import.meta.url)) } };
const setupFiles = ['test/support/setup.ts'];
/** These replace modules or send signals, which later test files in the same process would notice. */
const apart = ['cli/errors', 'cli/interrupt', 'core/engine/wasm-high-memory', 'node/files/rename', 'node/results/lock-race'].map(
  (name) => `test/${name}.test.ts`
);
// What a hook prepares for several tests takes minutes under Wine (npm run test:windows); no option of vitest's changes its limit.
const limits = { testTimeout: 60_000, hookTimeout: 600_000 };

export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    projects: [
      // One process for many files: half of the time was imports.
      {
        resolve,
        test: { setupFiles, name: 'quick', include: ['test/**/*.test.ts'], exclude: ['test/long/**', ...apart], isolate: false, ...limits },
      },
      { resolve, test: { setupFiles, name: 'quick-apart', include: apart, ...limits } },
      {
        resolve,
        test: {
          setupFiles,
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
