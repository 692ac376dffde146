import type { Judgement } from '../network/loss';
import type { Matrix } from '../network/matrix';
import type { Raster } from '../network/raster';
import type { Batch, Evaluation } from './engine';

/** Adds up what the trials of a batch tell, in their order. */
export class Tally {
  readonly spikeCounts: Float64Array;
  private loss = 0;
  private accuracy: number | null = 0;
  private readonly logits: Matrix = [];
  private readonly spikes: Raster[] = [];

  constructor(private readonly batch: Pick<Batch, 'count' | 'keepSpikes' | 'network'>) {
    this.spikeCounts = new Float64Array(batch.network.neurons);
  }

  /** @param lastLogits [output] at the last step */
  addTrial({ loss, accuracy }: Judgement, lastLogits: Float64Array): void {
    this.loss += loss;
    this.accuracy = accuracy === null || this.accuracy === null ? null : this.accuracy + accuracy;
    this.logits.push(lastLogits);
  }

  addSpikes(spikes: Raster): void {
    this.spikes.push(spikes);
  }

  evaluation(): Evaluation {
    return {
      loss: this.loss,
      accuracy: this.accuracy === null ? null : this.accuracy / this.batch.count,
      logits: this.logits,
      spikeCounts: this.spikeCounts,
      ...(this.batch.keepSpikes && { spikes: this.spikes }),
    };
  }
}
