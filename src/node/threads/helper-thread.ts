import { parentPort, workerData } from 'node:worker_threads';
import { Board, type WaveJob } from '../../core/engine/wasm/board';
import type { Equipment } from '../../core/engine/wasm/host';
import { instantiate } from '../../core/engine/wasm/kernel';

const equipment = workerData as Equipment;
const kernel = instantiate(equipment.module, equipment.memory, equipment.own);
const board = new Board(equipment.board);

parentPort!.on('message', (job: WaveJob) => {
  board.work(kernel, equipment.slots, job);
  parentPort!.postMessage('done');
});
