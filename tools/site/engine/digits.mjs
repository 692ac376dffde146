// @ts-check
/**
 * What is trained in Node and in every browser, and must be the same in each digit.
 * @typedef {Pick<typeof import('mdgl'), 'begin' | 'createEngine' | 'ruleOf' | 'settings' | 'trainStepwise'>} Library
 * @typedef {(text: string) => string} Hash
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const RULES = ['mdgl', 'e-prop', 'bptt'];
/** @type {readonly (readonly ['tiny' | 'figure3c', string, number])[]} */
const RUNS = [
  ...RULES.map((rule) => /** @type {const} */ (['tiny', rule, 20])),
  ...RULES.map((rule) => /** @type {const} */ (['figure3c', rule, 2])),
];

/** Trains, and hashes the curves and all weights. @param {Library} mdgl @returns {Promise<Record<string, string>>} */
export async function trainedDigits({ begin, createEngine, ruleOf, settings, trainStepwise }) {
  /** @type {Record<string, string>} */
  const digits = {};
  for (const [preset, rule, iterations] of RUNS) {
    const run = { settings: settings(preset, { training: { iterations, validateEvery: 2 } }), rule: ruleOf(rule), seed: 1 };
    const [progress, engine] = [begin(run), createEngine('wasm')];
    for await (const _ of trainStepwise(run, engine, progress));
    await engine.close();
    const { input, recurrent, output, bias } = progress.state;
    const weights = [input, recurrent, output, bias].map(({ theta }) => Array.from(theta));
    digits[`${preset}, ${rule}`] = bytesToHex(sha256(utf8ToBytes(JSON.stringify([progress.curve, weights]))));
  }
  return digits;
}
