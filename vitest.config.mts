import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { mdgl: fileURLToPath(new URL('./src/index.ts', import.meta.url)) };

export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    projects: [
      // What a hook prepares for several tests takes minutes under Wine (npm run test:windows); no option of vitest's changes its limit.
      { resolve: { alias }, test: { name: 'quick', include: ['test/**/*.test.ts'], exclude: ['test/long/**'], testTimeout: 60_000, hookTimeout: 600_000 } },
      { resolve: { alias }, test: { name: 'long', include: ['test/long/**/*.test.ts'], testTimeout: 1_200_000, hookTimeout: 1_200_000, fileParallelism: false } },
    ],
  },
});
