import { parentPort, workerData } from 'node:worker_threads';
import { Board, type Job } from '../../core/engine/wasm/board';
import type { Equipment } from './helper';
import { instantiate } from '../../core/engine/wasm/kernel';

const { compiled, memory, board, slots, own } = workerData as Equipment;
const kernel = instantiate(compiled, memory, own);
const shared = new Board(board);

parentPort!.on('message', (job: Job) => {
  shared.work(kernel, slots, job);
  parentPort!.postMessage('done');
});
