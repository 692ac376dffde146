import { judgedFrom, judgeStep } from '../../network/loss';
import { zeros } from '../../network/matrix';
import type { Trial } from '../../network/trial';
import { modulationOf, trialsOf } from '../batch';
import { Board, type Job } from './board';
import { ChunkInputs } from './chunk-inputs';
import type { Batch, Evaluation, Gradients, Lesson, LessonResult } from '../engine';
import { Helper } from '../../../node/threads/helper';
import { instantiate, type Kernel, type KernelSettings } from './kernel';
import { CHUNK, keepsBatch, layoutOf, STATE, type Layout, type Size, type Slot } from './layout';
import { placesOf, readSpikes, writeMatrix, writePlaces, type Memory, type Places } from './memory';
import { rateErrorOf } from '../rates';
import { Tally } from '../tally';

/** Chunks that are in memory together. */
interface Wave {
  readonly from: number;
  readonly to: number;
}

/** Places of the synapses whose gradient is wanted. */
interface SynapsePlaces {
  readonly input: Places;
  readonly recurrent: Places;
}

const NO_PLACES: SynapsePlaces = { input: { rows: [], columns: [] }, recurrent: { rows: [], columns: [] } };

/** Threads and their places in memory for batches of one size, one after the other. After an error it must be closed. */
export class Session {
  private readonly layout: Layout;
  private readonly board: Board;
  private readonly kernel: Kernel;
  private readonly helpers: readonly Helper[];
  /** Of the current batch. */
  private inputs!: ChunkInputs;

  constructor(compiled: WebAssembly.Module, private readonly memory: Memory, readonly size: Size) {
    this.layout = layoutOf(size);
    memory.reserve(this.layout.inputEvents);
    this.board = Board.ofSize(this.layout.slots.length);
    const { workspaces: [mine, ...others], slots } = this.layout;
    this.kernel = instantiate(compiled, memory.wasm, mine);
    this.helpers = others.map((own) => new Helper({ compiled, memory: memory.wasm, board: this.board.buffer, slots, own }));
  }

  async evaluate(batch: Batch): Promise<Evaluation> {
    this.begin(batch);
    const settings = this.settingsFor(batch, NO_PLACES);
    const trials = trialsOf(batch);
    const tally = new Tally(batch);
    for (const wave of this.waves()) {
      await this.simulate(wave, settings, trials);
      this.countSpikes(wave, tally.spikeCounts);
      this.judge(wave, batch, tally);
    }
    return tally.evaluation();
  }

  async learn(lesson: Lesson): Promise<LessonResult> {
    this.begin(lesson);
    const places = this.writeLesson(lesson);
    const settings = this.settingsFor(lesson, places);
    const trials = trialsOf(lesson);
    const tally = new Tally(lesson);
    const sums = new Float64Array(settings.sumCount);
    // The firing-rate regularisation needs the rates of the whole batch before any sweep.
    const twice = lesson.rates !== undefined && !keepsBatch(this.layout);
    if (twice) {
      for (const wave of this.waves()) {
        await this.simulate(wave, settings, trials);
        this.countSpikes(wave, tally.spikeCounts);
      }
    }
    for (const wave of this.waves()) {
      await this.simulate(wave, settings, trials);
      if (!twice) this.countSpikes(wave, tally.spikeCounts);
      this.memory.f32.set(rateErrorOf(lesson, tally.spikeCounts), this.layout.rateError / 4);
      this.judge(wave, lesson, tally);
      await this.share({ phase: 'sweep', settings, chunks: wave.to - wave.from });
      this.addSums(wave, sums);
    }
    return { ...tally.evaluation(), gradients: this.gradients(places, sums) };
  }

  /**
   * Forward pass at once, in the calling thread alone.
   * @param look is shown where each chunk's results lie
   * @returns spikes of each neuron in the whole batch
   */
  simulateNow(lesson: Lesson, look: (chunk: number, slot: Slot) => void): Float64Array {
    this.begin(lesson);
    const settings = this.settingsFor(lesson, NO_PLACES);
    const trials = trialsOf(lesson);
    const spikeCounts = new Float64Array(this.size.neurons);
    for (const wave of this.waves()) {
      this.alone({ phase: 'simulate', settings, chunks: wave.to - wave.from }, () => this.draw(wave, trials));
      this.countSpikes(wave, spikeCounts);
      this.eachSlot(wave, look);
    }
    return spikeCounts;
  }

  /**
   * Sweep at once, in the calling thread alone, with an error from outside.
   * @param isLast whether the last thing done on this memory was `simulateNow` of the same lesson; if not, it is done again
   * @param rateError [neuron], the same at every step
   * @param writeError writes d [step][output] in lanes into a chunk's slot, where it finds zeros
   */
  sweepNow(lesson: Lesson, isLast: boolean, rateError: ArrayLike<number>, writeError: (chunk: number, slot: Slot) => void): Gradients {
    if (!isLast) this.begin(lesson);
    const places = this.writeLesson(lesson);
    const settings = this.settingsFor(lesson, places);
    const trials = trialsOf(lesson);
    const sums = new Float64Array(settings.sumCount);
    this.memory.f32.set(rateError, this.layout.rateError / 4);
    for (const wave of this.waves()) {
      const chunks = wave.to - wave.from;
      if (!isLast || !keepsBatch(this.layout)) this.alone({ phase: 'simulate', settings, chunks }, () => this.draw(wave, trials));
      this.eachSlot(wave, (chunk, slot) => {
        this.clearError(slot);
        writeError(chunk, slot);
      });
      this.alone({ phase: 'sweep', settings, chunks });
      this.addSums(wave, sums);
    }
    return this.gradients(places, sums);
  }

  async close(): Promise<void> {
    await Promise.all(this.helpers.map((helper) => helper.close()));
  }

  private begin({ network, weights }: Batch): void {
    const { memory, layout } = this;
    this.inputs = new ChunkInputs(memory, this.size, layout.inputEvents);
    memory.f32.set(network.beta, layout.beta / 4);
    memory.f32.set(weights.bias, layout.bias / 4);
    writeMatrix(memory, layout.inputWeights, weights.input, STATE);
    writeMatrix(memory, layout.recurrentWeights, weights.recurrent, STATE);
    writeMatrix(memory, layout.outputWeights, weights.output);
  }

  /** Feedback, what comes from other neurons, and the places whose gradient is wanted. */
  private writeLesson(lesson: Lesson): SynapsePlaces {
    const { memory, layout, size: { inputs, neurons } } = this;
    const { weights, rule, feedback, places } = lesson;
    writeMatrix(memory, layout.feedback, feedback);
    const heard = rule.credit === 'exact' ? weights.recurrent : modulationOf(lesson);
    if (heard) writeMatrix(memory, layout.modulation, heard);
    const input = placesOf(inputs, neurons, (i, p) => !places || places.input[i][p] !== 0);
    const recurrent = placesOf(neurons, neurons, (q, p) => q !== p && (!places || places.recurrent[q][p] !== 0));
    writePlaces(memory, layout.inputPlaces, inputs, input, 0);
    writePlaces(memory, layout.recurrentPlaces, neurons, recurrent, input.rows.length);
    return { input, recurrent };
  }

  private settingsFor({ network, rule, modulation }: Batch & Partial<Lesson>, { input, recurrent }: SynapsePlaces): KernelSettings {
    const { alpha, rho, kappa, threshold, dampening, refractorySteps } = network;
    const { steps, neurons, outputs, delaySteps } = this.size;
    const { slots: _slots, workspaces: _workspaces, chunks: _chunks, inputEvents: _inputEvents, ...addresses } = this.layout;
    const synapseSums = input.rows.length + recurrent.rows.length;
    return {
      steps, neurons, outputs, delaySteps, refractorySteps, threshold, dampening, ...addresses,
      alpha, kappa, oneMinusAlpha: 1 - alpha, oneMinusRho: 1 - rho, oneMinusKappa: 1 - kappa,
      heard: rule?.credit === 'exact' ? 2 : modulation ?? rule?.modulation ? 1 : 0,
      online: rule?.credit === 'local' && rule.online ? 1 : 0,
      leakOnly: rule?.eligibility === 'leak' ? 1 : 0,
      synapseSums,
      sumCount: synapseSums + (neurons + 1) * outputs,
    };
  }

  private waves(): Wave[] {
    const { chunks, slots } = this.layout;
    const starts = Array.from({ length: Math.ceil(chunks / slots.length) }, (_, n) => n * slots.length);
    return starts.map((from) => ({ from, to: Math.min(from + slots.length, chunks) }));
  }

  /** Forward pass of a wave. Helpers start on the first chunks while the input of the later ones is still being drawn. */
  private simulate(wave: Wave, settings: KernelSettings, trials: Iterator<Trial>): Promise<void> {
    return this.share({ phase: 'simulate', settings, chunks: wave.to - wave.from }, () => this.draw(wave, trials));
  }

  /** Makes the input of a wave ready, chunk by chunk. */
  private draw({ from, to }: Wave, trials: Iterator<Trial>): void {
    for (let chunk = from; chunk < to; chunk++) {
      this.board.setInput(chunk - from, this.inputs.of(chunk, trials));
      this.board.publish(chunk - from + 1);
    }
  }

  private eachSlot({ from, to }: Wave, visit: (chunk: number, slot: Slot) => void): void {
    for (let chunk = from; chunk < to; chunk++) visit(chunk, this.layout.slots[chunk - from]);
  }

  /** Does a job together with all helpers; `prepare` makes its chunks ready one by one. */
  private async share(job: Job, prepare?: () => void): Promise<void> {
    this.board.open(prepare ? 0 : job.chunks);
    const helped = Promise.all(this.helpers.map((helper) => helper.help(job)));
    helped.catch(() => {}); // nobody waits for the helpers where `prepare` throws
    prepare?.();
    this.board.work(this.kernel, this.layout.slots, job);
    await helped;
  }

  /** Does a job in this thread. */
  private alone(job: Job, prepare?: () => void): void {
    this.board.open(prepare ? 0 : job.chunks);
    prepare?.();
    this.board.work(this.kernel, this.layout.slots, job);
  }

  private countSpikes({ from, to }: Wave, spikeCounts: Float64Array): void {
    for (let slot = 0; slot < to - from; slot++) {
      const counts = this.layout.slots[slot].counts >>> 2;
      for (let p = 0; p < spikeCounts.length; p++) spikeCounts[p] += this.memory.u32[counts + p];
    }
  }

  private clearError({ error }: Slot): void {
    const { steps, outputs } = this.size;
    this.memory.f32.fill(0, error >>> 2, (error >>> 2) + steps * outputs * CHUNK);
  }

  /** Loss and error of each trial of a wave, in their order. */
  private judge(wave: Wave, { keepSpikes }: Batch, tally: Tally): void {
    const { memory: { f32 }, size: { steps, outputs, trials } } = this;
    const logits = new Float64Array(outputs);
    const error = new Float64Array(outputs);
    this.eachSlot(wave, (chunk, slot) => {
      this.clearError(slot);
      this.inputs.targets.slice(chunk * CHUNK, (chunk + 1) * CHUNK).forEach((target, lane) => {
        let loss = 0;
        for (let t = judgedFrom(target, steps); t < steps; t++) {
          const at = (k: number) => (t * outputs + k) * CHUNK + lane;
          for (let k = 0; k < outputs; k++) logits[k] = f32[(slot.logits >>> 2) + at(k)];
          loss += judgeStep(logits, target, t, { trials, steps }, error);
          for (let k = 0; k < outputs; k++) f32[(slot.error >>> 2) + at(k)] = error[k];
        }
        tally.addTrial(loss, logits.slice(), target);
      });
      if (keepSpikes) readSpikes(this.memory, slot.offsets, slot.events, steps).slice(0, trials - chunk * CHUNK).forEach((spikes) => tally.addSpikes(spikes));
    });
  }

  /** Adds the gradients of a wave, chunk by chunk in order. */
  private addSums({ from, to }: Wave, sums: Float64Array): void {
    for (let slot = 0; slot < to - from; slot++) {
      const gradients = this.layout.slots[slot].gradients >>> 2;
      for (let n = 0; n < sums.length; n++) sums[n] += this.memory.f32[gradients + n];
    }
  }

  private gradients({ input, recurrent }: SynapsePlaces, sums: Float64Array): Gradients {
    const { inputs, neurons, outputs } = this.size;
    const gradients = { input: zeros(inputs, neurons), recurrent: zeros(neurons, neurons), output: zeros(neurons, outputs), bias: new Float64Array(outputs) };
    let n = 0;
    input.rows.forEach((i, place) => { gradients.input[i][input.columns[place]] = sums[n++]; });
    recurrent.rows.forEach((q, place) => { gradients.recurrent[q][recurrent.columns[place]] = sums[n++]; });
    for (let j = 0; j < neurons; j++) for (let k = 0; k < outputs; k++) gradients.output[j][k] = sums[n++];
    for (let k = 0; k < outputs; k++) gradients.bias[k] = sums[n++];
    return gradients;
  }
}
