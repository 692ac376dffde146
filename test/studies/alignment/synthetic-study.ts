import type { StudyTables } from '../../../src/studies/alignment/tables';

/** Cosine of each rule when training begins. */
const starts: Record<string, number> = {
  'e-prop': 0.6,
  mdgl: 0.62,
  'mdgl-bca': 0.65,
  'nl-mdgl': 0.605,
  'on-mdgl': 0.615,
  rflo: 0.05,
  'rflo-symmetric': 0.5,
};

export interface StudyOptions {
  rules?: string[];
  paths?: string[];
  seeds?: number;
  iterations?: number;
  every?: number;
  types?: string[];
}

/**
 * The tables of a study, of exact arithmetic only: cosines fall a little, more along MDGL's path, with a ripple that all rules
 * share; w̄ grows away from 0, with the sign of the receiving type.
 */
export function syntheticStudy(options: StudyOptions = {}): StudyTables {
  const { rules = Object.keys(starts), paths = ['bptt', 'mdgl'], seeds = 3, iterations = 2000, every = 100, types = ['I', 'E'] } = options;
  const tables = { alignment: [], modulation: [], means: [], rates: [], survival: [], gamma: [] } as {
    -readonly [N in keyof StudyTables]: StudyTables[N][number][];
  };
  for (const path of paths) {
    for (let seed = 1; seed <= seeds; seed++) {
      for (let iteration = 0; iteration <= iterations; iteration += every) {
        const at = { path, seed, iteration };
        const passed = iteration / (iteration + 500);
        const ripple = (((iteration / every) * 7 + seed * 3) % 5) / 50;
        for (const rule of rules) {
          const cosine = (starts[rule] ?? 0.3) * (1 - (path === 'mdgl' ? 0.5 : 0.25) * passed) + ripple;
          tables.alignment.push(
            { ...at, rule, part: 'all', cosine, relativeError: 1 - cosine / 2 },
            { ...at, rule, part: 'input', cosine: -cosine, relativeError: 2 }
          );
          if (rule.includes('mdgl')) tables.modulation.push({ ...at, rule, part: 'all', cosine: 0.25, share: (starts[rule]! - 0.6) / 2 });
        }
        for (const [b, sender] of types.entries()) {
          for (const [a, receiver] of types.entries()) {
            tables.means.push({
              ...at,
              sender,
              receiver,
              mean: (a === 0 ? -0.5 : 0.125) * (1 + b / 4) * (1 + passed) + seed / 100,
              connections: 50,
            });
          }
        }
        tables.gamma.push({
          ...at,
          receiver: 'all',
          explained: 0.5 + seed / 100 + (1000 - iteration) / 10_000,
          squaredCorrelation: 0.6 + seed / 100,
        });
      }
    }
  }
  return tables;
}
