/**
 * Everything a notebook or a program may use; the command line uses the same.
 * Weights and gradients are (pre, post), signals [step][neuron], times in steps of 1 ms.
 */

export { version } from './version';
export { InputError } from './errors';
export { presets, settings, type NetworkSettings, type PresetName, type Settings, type TaskSettings, type TrainingSettings } from './config';
export { below, exponential, normal, permutation, stream, uniform, type Purpose, type Stream } from './random';

// The network, step by step
export { mapMatrix, zeros, type Matrix } from './network/matrix';
export { decay, networkOf, type Network, type Weights } from './network/network';
export { balancedWeights, initialWeights, type InitialWeights } from './network/initial-weights';
export { spectralRadius } from './network/spectral-radius';
export { randomFeedback } from './network/random-feedback';
export { raster, spikesAt, stepsOf, type Raster } from './network/raster';
export type { Target, Trial } from './network/trial';
export { restingState, step, type State } from './network/step';
export { simulate, type Activity } from './network/simulate';
export { isCorrect, judgedFrom, judgeStep, type BatchSize } from './network/loss';

// The task
export { evidenceAccumulation, stepsOfTask, type TrialBatch } from './task/evidence-accumulation';

// Learning rules, as data
export { ruleOf, rules } from './rules';
export type { Feedback, Rule } from './rules/rule';
export { typeMeans } from './rules/type-means';

// What rules compute: signals, traces, gradients
export { filteredError, signals, type Signals } from './engine/signals';
export { arrivals, eligibilityTrace, filteredTrace, gradientFromTraces, type Trace } from './engine/traces';
export { sweep, type Sweep } from './engine/sweep';
export { createEngine, engineNames } from './engine';
export type { Batch, Engine, EngineName, Evaluation, Gradients, Lesson, LessonResult } from './engine/engine';

// Training
export { feedbackOf, lessonOf, type Run, type Use } from './training/run';
export { begin, train, trainStepwise, type CurvePoint, type Progress } from './training/train';
export { memoryNeed, type MemoryNeed } from './training/memory';
export { initialState, weightsOf, type TrainingState } from './training/state';

// Stored cases and runs
export { readCase, readNetworkCase, type Expected, type NetworkCase, type OptimizerCase } from './cases/case';
export { compare, type Comparison } from './cases/compare';
export { casesIn, verify, type NamedCase, type Verdict } from './cases/verify';
export { formatRuns, parseRuns, type RunPoint } from './runs-csv';
export { readStoredRuns } from './figures/stored-runs';
export { readWeights } from './training/read-weights';

// Figures
export { drawFigure3c, type DrawOptions } from './figures/figure3c';
export { comparison } from './figures/comparison';
export { drawnNumbers, type DrawnNumbers } from './figures/drawn-numbers';
export { learningCurves, meanAndSd } from './figures/curves';
export { finalMeans } from './figures/final-means';
export { finalStatistics, finalTable } from './figures/final-table';
export { finalWindow } from './figures/final-window';
export { figure3cSpec } from './figures/spec';
export { readPublished, type PublishedPoint } from './figures/published';
export { publishedFor } from './figures/published-for';
export { renderSvg } from './figures/svg';
export { renderPng } from './figures/png';
export { barChart, type BarChart } from './figures/bar-chart';
export { lineChart, type Axis, type LineChart, type Slider } from './figures/line-chart';
export { matrixChart } from './figures/matrix-chart';
export { drawAlignment } from './figures/alignment';
export { alignmentNumbers } from './figures/alignment-numbers';
export { alignmentSpec } from './figures/alignment-spec';
export { typeSignalNumbers } from './figures/type-signal-numbers';
export { typeSignalsSpec } from './figures/type-signals-spec';
export { knockoutSpec } from './figures/knockout-spec';
export { ruleStyles, stylesOf } from './figures/colors';
export type { Spec } from './figures/theme';

// In a notebook
export { liveCurves, measure, predict, selfCheck, show, type Checks, type LiveCurves, type Prediction } from './notebook';

// Analysis: pure functions on plain records
export { cosine } from './analysis/cosine';
export { relativeError } from './analysis/relative-error';
export { entriesOf, partsOf, type Part } from './analysis/parts';
export { gradientAlignment, type Alignment } from './analysis/gradient-alignment';
export { explainedVariance, squaredCorrelation } from './analysis/explained-variance';
export { gammaExplained, type GammaExplained } from './analysis/gamma-explained';
export { modulatorySignals } from './analysis/modulatory-signals';
export { typeSignals, type TypeSignal } from './analysis/type-signals';
export { rateDistributions, type RateDistribution } from './analysis/rate-distribution';
export { survival } from './analysis/survival';
export { modulationParts, type ModulationPart } from './analysis/modulation-part';
export { alignmentSummary, type AlignmentSummary } from './analysis/alignment-summary';
export { tProbability, tQuantile } from './analysis/student-t';
export { tInterval, type Interval } from './analysis/t-interval';
export { welch, type Welch } from './analysis/welch';
export { tTest } from './analysis/t-test';
export { holm } from './analysis/holm';
export { bootstrapInterval } from './experiments/bootstrap';
export { readStudy } from './analysis/study-folder';

// Knock-outs
export { modulationWith, type Change } from './experiments/change';
export { knockout, type KnockoutCurves, type KnockoutOptions } from './experiments/knockout';
export { nameOf as nameOfPair, pairsOf, type Pair } from './experiments/pair';
export { parseChanges, type ChangeTexts } from './experiments/parse-changes';
export { parseKnockout, parseStudy, type KnockoutPoint, type StudyPoint } from './experiments/curves-csv';
export { readKnockoutStudy } from './experiments/stored-study';
export { knockoutCurves } from './figures/knockout-curves';
export { pairedDifferences, type PairedDifference } from './figures/paired-differences';
export { studyPanels, studySpec } from './figures/study-spec';

// Looking inside: what a rule computes, recorded, exported and drawn
export { record } from './record/record';
export type { NamedArray, Recording } from './record/recording';
export type { RecordingRequest } from './record/request';
export { quantities, quantityNames, synapseQuantities, type Quantity } from './record/quantities';
export { recordingBytes } from './record/size';
export { seriesOf, type Place } from './record/series-of';
export { lessonAfter, lessonAt, type NamedLesson } from './record/lesson-at';
export type { Synapse, SynapseChoice } from './record/synapses';
export { writeZarr } from './record/write-zarr';
export { drawRecording } from './figures/draw-recording';
export { membraneSpec } from './figures/membrane-spec';
export { modulationSpec } from './figures/modulation-spec';
export { rasterSpec } from './figures/raster-spec';
export { synapseSpec } from './figures/synapse-spec';
