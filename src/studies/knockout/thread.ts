import '../../node/platform';
import { workerData } from 'node:worker_threads';
import { trainInThread } from '../../node/threads/train-in-thread';
import { endWith } from '../../node/threads/work-in-thread';
import { modulationIn, type StudyJob } from './runs';

/** Trains one run of a study in a thread of its own. */
async function work(job: StudyJob): Promise<void> {
  await trainInThread(job, modulationIn(job.checkpoint));
}

endWith(work(workerData));
