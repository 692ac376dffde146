import '../../node/platform';
import { measureCase, type BenchCase } from './measure';

// One case a process, so that its peak memory is its own.
process.once('message', async (bench: BenchCase) => {
  const result = await measureCase(bench);
  process.send!(result, () => process.disconnect());
});
