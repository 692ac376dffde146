/** About what browsers allow a worker, in bytes. */
export const getHeapStatistics = (): { heap_size_limit: number } => ({ heap_size_limit: 2 ** 31 });
