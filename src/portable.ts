/**
 * Everything that needs no files and so runs on a page too: exported by `mdgl` and `mdgl/browser` alike.
 * Weights and gradients are (pre, post), signals [step][neuron], times in steps of 1 ms.
 */

export { version } from './core/version';
export { InputError } from './core/errors';
export { presets, settings, type NetworkSettings, type PresetName, type Settings, type TrainingSettings } from './core/settings';
export { below, exponential, normal, permutation, stream, uniform, type Purpose, type Stream } from './core/random';

// The network, step by step
export { mapMatrix, zeros, type Matrix } from './core/network/matrix';
export { decay, networkOf, neuronConstants, type Network, type Weights } from './core/network/network';
export { balancedWeights, initialWeights, type InitialWeights } from './core/network/initial-weights';
export { spectralRadius } from './core/network/spectral-radius';
export { randomFeedback } from './core/rules/feedback/random';
export { raster, spikesAt, stepsOf, type Raster } from './core/network/raster';
export type { JudgedWindow, Target, Trial } from './core/network/trial';
export { restingState, step, type State } from './core/network/step';
export { simulate, type Activity } from './core/network/simulate';
export { judge, judgedFrom, judgeTrial, type BatchSize, type Judgement } from './core/network/loss';

// The task
export { taskOf, tasks } from './core/tasks';
export { evidenceAccumulation, stepsOfTask, type EvidenceAccumulationSettings } from './core/tasks/evidence-accumulation';
export type { Cue, InputGroup, Task, TaskSize, TrialBatch, Use } from './core/tasks/task';

// Learning rules, as data
export { ruleOf, rules } from './core/rules';
export type { ExactRule, LocalRule, ModulationContext, Rule } from './core/rules/rule';
export { feedbackNames, feedbackOf, feedbacks } from './core/rules/feedback';
export type { Feedback, FeedbackContext, FeedbackName, FeedbackState, FeedbackUpdate } from './core/rules/feedback/feedback';
export { withTypes } from './core/rules/with-types';
export { typeMeans } from './core/rules/type-means';

// What rules compute: signals, traces, gradients
export { filteredError, signals, type Signals } from './core/engine/reference/signals';
export { arrivals, eligibilityTrace, filteredTrace, gradientFromTraces, type Trace } from './core/engine/reference/traces';
export { sweep, type Sweep } from './core/engine/reference/sweep';
export { createEngine, engineNames } from './core/engine';
export type { Batch, Engine, EngineName, Evaluation, Gradients, Lesson, LessonResult } from './core/engine/engine';

// Training
export { lessonOf } from './core/training/lesson';
export type { Run } from './core/training/run';
export { begin, train, trainStepwise, type CurvePoint, type Progress } from './core/training/train';
export { memoryNeed, type MemoryNeed } from './core/training/memory';
export { initialState, weightsOf, type TrainingState } from './core/training/state';

// Cases and runs
export { compare, type Comparison } from './cases/compare';
export { formatRuns, parseRuns, type RunPoint } from './core/tables/runs-csv';

// The peers' own tests
export { besidePublished, type PeersLoss } from './studies/peers/beside-published';
export { peersLosses, peersRun, type PeersRun } from './studies/peers/peers';
export type { PeersTest } from './studies/peers/published';

// Figures
export { comparison } from './studies/figure3c/comparison';
export { drawnNumbers } from './studies/figure3c/drawn-numbers';
export { type DrawnNumbers } from './studies/curves/metric';
export { learningCurves } from './studies/figure3c/curves';
export { meanAndSd } from './core/stats/mean-and-sd';
export { finalMeans } from './studies/curves/final-means';
export { finalStatistics } from './studies/curves/final-means';
export { finalTable } from './studies/figure3c/final-table';
export { finalWindow } from './studies/curves/final-window';
export { figure3cSpec } from './studies/figure3c/spec';
export { alignmentSpec } from './studies/alignment/spec';
export { typeSignalsSpec } from './studies/alignment/type-signals-spec';
export { renderSvg } from './plot/svg';
export { barChart, type BarChart } from './plot/bar-chart';
export { lineChart, type Axis, type LineChart, type Slider } from './plot/line-chart';
export { matrixChart } from './plot/matrix-chart';
export { alignmentNumbers } from './studies/alignment/numbers';
export { typesResults, type TypesResult } from './studies/types/numbers';
export { typesSpec } from './studies/types/spec';
export { typeSignalNumbers } from './studies/alignment/type-signal-numbers';
export { ruleStyles, stylesOf } from './plot/colors';
export type { Spec } from './plot/theme';

// In a notebook
export { measure, predict, type Prediction } from './notebook/predict';
export { selfCheck, type Checks } from './notebook/self-check';

// Analysis: pure functions on plain records
export { cosine } from './core/stats/cosine';
export { relativeError } from './core/stats/relative-error';
export { entriesOf, partsOf, type Part } from './studies/alignment/parts';
export { gradientAlignment, type Alignment } from './studies/alignment/gradient-alignment';
export { explainedVariance, squaredCorrelation } from './core/stats/explained-variance';
export { gammaInLesson } from './studies/gamma/gamma-in-lesson';
export { gammaExplained, type GammaExplained } from './studies/gamma/gamma-explained';
export { modulatorySignals } from './studies/gamma/modulatory-signals';
export { typeSignals, type TypeSignal } from './studies/alignment/type-signals';
export { rateDistributions, type RateDistribution } from './studies/alignment/rate-distribution';
export { survival } from './studies/alignment/survival';
export { modulationParts, type ModulationPart } from './studies/alignment/modulation-part';
export { alignmentSummary, type AlignmentSummary } from './studies/alignment/summary';
export { tProbability, tQuantile } from './core/stats/student-t';
export { tInterval, type Interval } from './core/stats/t-interval';
export { welch, type Welch } from './core/stats/welch';
export { tTest } from './core/stats/t-test';
export { holm } from './core/stats/holm';
export { bootstrapInterval } from './core/stats/bootstrap';

// Knock-outs
export { modulationWith, type Change } from './studies/knockout/change';
export { knockout, type KnockoutCurves, type KnockoutOptions } from './studies/knockout/knockout';
export { nameOfPair, pairsOf, type Pair } from './studies/knockout/pair';
export { parseChanges, type ChangeTexts } from './studies/knockout/parse-changes';
export { parseKnockout, parseStudy, type KnockoutPoint, type StudyPoint } from './studies/knockout/curves-csv';
export { knockoutCurves } from './studies/knockout/curves';
export { pairedDifferences, type PairedDifference } from './studies/knockout/paired-differences';
export { knockoutSpec } from './studies/knockout/spec';
export { knockoutStudyPanels, knockoutStudySpec } from './studies/knockout/study-spec';

// Looking inside: what a rule computes, recorded and drawn
export { record } from './record/record';
export type { NamedArray, Recording } from './record/recording';
export type { RecordingRequest } from './record/request';
export { quantities, quantityNames, synapseQuantities, type Quantity } from './record/quantities';
export { recordingBytes } from './record/size';
export { seriesOf, type Place } from './record/series-of';
export { lessonAfter, lessonAt, type NamedLesson } from './record/lesson-at';
export type { Synapse, SynapseChoice } from './record/synapses';
export { membraneSpec } from './record/pictures/membrane';
export { modulationSpec } from './record/pictures/modulation';
export { rasterSpec } from './record/pictures/raster';
export { synapseSpec } from './record/pictures/synapse';
