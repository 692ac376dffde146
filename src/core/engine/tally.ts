import { checkedWhole } from '../checked';
import { isCorrect } from '../network/loss';
import type { Matrix } from '../network/matrix';
import type { Raster } from '../network/raster';
import type { Target } from '../network/trial';
import type { Batch, Evaluation } from './engine';

/** Adds up what the trials of a batch tell, in their order. */
export class Tally {
  readonly spikeCounts: Float64Array;
  private loss = 0;
  private correct: number | null = 0;
  private readonly logits: Matrix = [];
  private readonly spikes: Raster[] = [];

  constructor(private readonly batch: Pick<Batch, 'count' | 'keepSpikes' | 'network'>) {
    this.spikeCounts = new Float64Array(batch.network.neurons);
  }

  /**
   * @param lastLogits [output] at the last step
   * @throws InputError for a class that is none of the outputs
   */
  addTrial(loss: number, lastLogits: Float64Array, target: Target): void {
    if ('class' in target) checkedWhole(`the class of trial ${this.logits.length}`, target.class, 0, lastLogits.length - 1);
    const right = isCorrect(lastLogits, target);
    this.loss += loss;
    this.correct = right === null || this.correct === null ? null : this.correct + Number(right);
    this.logits.push(lastLogits);
  }

  addSpikes(spikes: Raster): void {
    this.spikes.push(spikes);
  }

  evaluation(): Evaluation {
    return {
      loss: this.loss,
      accuracy: this.correct === null ? null : this.correct / this.batch.count,
      logits: this.logits,
      spikeCounts: this.spikeCounts,
      ...(this.batch.keepSpikes && { spikes: this.spikes }),
    };
  }
}
