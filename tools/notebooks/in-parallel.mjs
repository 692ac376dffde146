// @ts-check

/**
 * Does jobs, some at a time, and keeps their order.
 * @template T, R
 * @param {readonly T[]} jobs
 * @param {number} atOnce
 * @param {(job: T) => Promise<R>} work
 * @returns {Promise<R[]>}
 */
export async function inParallel(jobs, atOnce, work) {
  /** @type {R[]} */
  const results = new Array(jobs.length);
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const mine = next++;
      results[mine] = await work(jobs[mine]);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, jobs.length)) }, worker));
  return results;
}
