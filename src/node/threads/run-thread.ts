import '../platform';
import { workerData } from 'node:worker_threads';
import { trainInThread } from './train-in-thread';
import { endWith } from './work-in-thread';

endWith(trainInThread(workerData));
