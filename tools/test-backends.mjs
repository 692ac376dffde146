// The tests of the TensorFlow.js part on each backend; a backend that cannot be had fails.
//   npm run test:backends              all three
//   npm run test:backends -- wasm cpu  some
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const wanted = process.argv.slice(2);
const failed = (wanted.length ? wanted : ['node', 'wasm', 'cpu']).filter((name) => {
  process.stdout.write(`\nMDGL_BACKEND=${name}\n`);
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'quick', join('test', 'tensorflow', 'backends.test.ts')], {
    cwd: root, stdio: 'inherit', env: { ...process.env, MDGL_BACKEND: name },
  });
  return status !== 0;
});
if (failed.length) {
  process.stderr.write(`failed on ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
