import '../../node/platform';
import { measure, type BenchCase } from './measure';

// One case a process, so that its peak memory is its own.
process.once('message', async (bench: BenchCase) => {
  const result = await measure(bench);
  process.send!(result, () => process.disconnect());
});
