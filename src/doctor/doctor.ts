import { gatherFacts, type Facts } from './facts';
import type { Finding } from './finding';
import { notebookChecks } from './notebook-checks';
import { programChecks } from './program-checks';

/** Checks that find their facts themselves, because looking is long or means starting something; add more here. */
const OWN_FACTS: readonly (() => Promise<Finding>)[] = [];

/** What this machine has of what mdgl needs. */
export async function doctor(): Promise<Finding[]> {
  return [...findings(await gatherFacts()), ...await Promise.all(OWN_FACTS.map((check) => check()))];
}

/** What follows from the facts. */
export function findings(facts: Facts): Finding[] {
  return [...programChecks(facts), ...notebookChecks(facts)];
}

/** Whether the figure can be drawn and runs trained. */
export function isHealthy(all: readonly Finding[]): boolean {
  return all.every(({ status, onlyFor }) => status !== 'missing' || onlyFor !== undefined);
}
