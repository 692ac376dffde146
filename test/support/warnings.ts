import { compile } from 'vega-lite';
import type { Spec } from '../../src/plot/theme';

/** What Vega-Lite warns of when it compiles a specification. */
export function warningsOf(spec: Spec): unknown[] {
  const warnings: unknown[] = [];
  const quiet = () => logger;
  const logger = { level: quiet, error: quiet, info: quiet, debug: quiet, warn: (...words: unknown[]) => (warnings.push(words), logger) };
  compile(spec, { logger: logger as never });
  return warnings;
}
