import { gatherFacts, type Facts } from './facts';
import type { Finding } from './finding';
import { notebookChecks } from './notebook-checks';
import { programChecks } from './program-checks';
import { tensorflowChecks } from './tensorflow-checks';

/** Tells what this machine has of what mdgl needs. */
export async function doctor(): Promise<Finding[]> {
  // Loads TensorFlow.js, which takes a moment: here only.
  const { backends } = await import('../../tensorflow/backend.js');
  return [...findings(await gatherFacts()), ...tensorflowChecks(await backends(), process.env.MDGL_BACKEND)];
}

/** Tells what follows from the facts. */
export function findings(facts: Facts): Finding[] {
  return [...programChecks(facts), ...notebookChecks(facts)];
}

/** Tells whether the figure can be drawn and runs trained. */
export function isHealthy(all: readonly Finding[]): boolean {
  return all.every(({ status, onlyFor }) => status !== 'missing' || onlyFor !== undefined);
}
