import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../src/core/settings';
import { tInterval } from '../src/core/stats/t-interval';
import { differencesBySeed, finalMeans } from '../src/studies/curves/final-means';
import { quartileCurves, quartileTable } from '../src/studies/curves/quartiles';
import { carriedOn, stopsInWords } from '../src/studies/curves/stopped';
import { readStoredRuns } from '../src/studies/figure3c/stored-runs';
import { proseOf } from './support/prose';

// What the readme says of the stored runs of the peers' tasks.

const runsOf = (task: string) => readStoredRuns(join(__dirname, '..', 'data', task));
const readme = proseOf('README.md');

describe('pattern generation', () => {
  const losses = finalMeans(runsOf('pattern-generation'), { first: 1950, last: 2000 }, ({ loss }) => loss);

  it('ends at the losses that the readme names', () => {
    const means = ['bptt', 'e-prop-no-reset', 'e-prop'].map((rule) => {
      const ofRule = [...losses.get(rule)!.values()];
      expect(ofRule).toHaveLength(5);
      return (ofRule.reduce((a, b) => a + b, 0) / 5).toFixed(1);
    });
    expect(readme).toContain(`½ Σ error²: BPTT ${means[0]}, e-prop without reset ${means[1]}, with it ${means[2]} |`);
  });

  it('ends higher with the reset, paired by seed', () => {
    const differences = differencesBySeed(losses.get('e-prop')!, losses.get('e-prop-no-reset')!);
    const { mean, low, high } = tInterval(differences);
    expect(differences.filter((difference) => difference > 0)).toHaveLength(5);
    expect(readme).toContain(`ends ${mean.toFixed(1)} [${low!.toFixed(1)}, ${high!.toFixed(1)}] higher, in five of five seeds`);
  });
});

describe('delayed match', () => {
  const points = runsOf('delayed-match');
  const losses = finalMeans(points, { first: 1950, last: 2000 }, ({ loss }) => loss);
  const less = (rule: string, than: string) => {
    const differences = differencesBySeed(losses.get(than)!, losses.get(rule)!);
    const { mean, low, high } = tInterval(differences);
    const text = `${mean.toFixed(3)} [${low!.toFixed(3)}, ${high!.toFixed(3)}]`;
    return { text, inAll: differences.length === 5 && differences.every((difference) => difference > 0) };
  };

  it('ends at the accuracies that the readme names', () => {
    const accuracies = finalMeans(points, { first: 1950, last: 2000 }, ({ accuracy }) => accuracy);
    const [bptt, mdgl, eProp, noReset] = ['bptt', 'mdgl', 'e-prop', 'e-prop-no-reset'].map((rule) => {
      const ofRule = [...accuracies.get(rule)!.values()];
      expect(ofRule).toHaveLength(5);
      return (100 * ofRule.reduce((a, b) => a + b, 0) / 5).toFixed(1);
    });
    expect(readme).toContain(`| BPTT ${bptt} %, MDGL ${mdgl} %, e-prop without reset ${noReset} %, with it ${eProp} % |`);
  });

  it('ends lower by MDGL than by e-prop, which ends lower with the reset, paired by seed', () => {
    const [modulated, reset] = [less('mdgl', 'e-prop'), less('e-prop', 'e-prop-no-reset')];
    expect([modulated.inAll, reset.inAll]).toEqual([true, true]);
    expect(readme).toContain(`it ends ${modulated.text} below e-prop, in five of five seeds`);
    expect(readme).toContain(`On delayed match it ends ${reset.text} lower, in five of five seeds`);
  });

  it('is brought as far towards BPTT as the readme says', () => {
    const shares = [1, 2, 3, 4, 5].map((seed) => {
      const [mdgl, eProp, bptt] = ['mdgl', 'e-prop', 'bptt'].map((rule) => losses.get(rule)!.get(seed)!);
      return 100 * (eProp - mdgl) / (eProp - bptt);
    });
    const { mean, low, high } = tInterval(shares);
    expect(readme).toContain(`closes ${mean.toFixed(0)} % [${low!.toFixed(0)}, ${high!.toFixed(0)}] of the gap to BPTT`);
  });
});

describe('the digits', () => {
  const accuracyOf = (task: string, rule: string, runs: number) => {
    const ofRule = [...finalMeans(runsOf(task), { first: 950, last: 1000 }, ({ accuracy }) => accuracy).get(rule)!.values()];
    expect(ofRule).toHaveLength(runs);
    return (100 * ofRule.reduce((a, b) => a + b, 0) / runs).toFixed(1);
  };

  it('by rows end at the accuracies that the readme names', () => {
    const [bptt, mdgl, eProp] = ['bptt', 'mdgl', 'e-prop'].map((rule) => accuracyOf('mnist-rows', rule, 5));
    expect(readme).toContain(`| BPTT ${bptt} %, MDGL ${mdgl} %, e-prop ${eProp} % |`);
  });

  it('by rows show no difference between MDGL and e-prop', () => {
    const losses = finalMeans(runsOf('mnist-rows'), { first: 950, last: 1000 }, ({ loss }) => loss);
    const { mean, low, high } = tInterval(differencesBySeed(losses.get('mdgl')!, losses.get('e-prop')!));
    expect(low! < 0 && high! > 0).toBe(true);
    const said = `${mean.toFixed(3)} [${low!.toFixed(3)}, ${high!.toFixed(3)}]`.replaceAll('-', '−');
    expect(readme).toContain(`it is not seen to end lower: ${said}`);
  });

  it('pixel by pixel are learned as far as the readme says', () => {
    expect(readme).toContain(`one run: ${accuracyOf('sequential-mnist', 'bptt', 1)} % after 1000 iterations`);
  });
});

describe('the periodic target', () => {
  const points = runsOf('periodic-target');

  it('is learned to the medians that the readme names', () => {
    const ends = quartileCurves(points).filter(({ iteration }) => iteration === 10_000);
    expect(ends.map(({ rule, runs }) => [rule, runs])).toEqual([['bptt', 9], ['rflo', 9]]);
    const [bptt, rflo] = ends.map(({ median }) => median.toExponential(1));
    expect(readme).toContain(`| median of nine runs: BPTT ${bptt}, RFLO ${rflo} |`);
  });

  it('is learned as well by RFLO, as far as nine seeds can say', () => {
    const [, ratio, low, high, higher] = /rflo \/ bptt: (\S+) \[(\S+), (\S+)\], higher in (\d) of 9/.exec(quartileTable(points, {}))!;
    expect(Number(low) < 1 && Number(high) > 1).toBe(true);
    expect(readme).toContain(`RFLO's are ${ratio} [${low}, ${high}] times BPTT's, higher in ${higher} of 9 seeds`);
  });
});

it('store and recall is learned to the criterion as often, and by BPTT when, as the readme says', () => {
  const { stop, iterations } = settings('store-recall').training;
  const said = stopsInWords(runsOf('store-recall'), stop!, iterations);
  const [bptt, eProp, noReset] = ['bptt', 'e-prop', 'e-prop-no-reset'].map((rule) =>
    new RegExp(`^  ${rule}: (\\d) of 5 runs, (.*)$`, 'm').exec(said)!);
  expect(readme).toContain(`| BPTT in ${bptt[1]} of 5 runs, e-prop in ${eProp[1]}, without reset in ${noReset[1]} |`);
  expect(readme).toContain(`BPTT ${bptt[2].replace(' (', ', ').replace(')', '')})`);
});

describe('evidence accumulation as the authors of e-prop define it', () => {
  const points = runsOf('evidence-accumulation-eprop');
  const { stop, iterations } = settings('evidence-accumulation-eprop').training;

  it('meets the criterion in every run, when the readme says', () => {
    const said = stopsInWords(points, stop!, iterations);
    expect(said.match(/: 5 of 5 runs/g)).toHaveLength(3);
    expect(readme).toContain(said.trimEnd());
  });

  it('meets it later than theirs in as many runs as the readme says', () => {
    const ends = [1, 2, 3, 4, 5].map((seed) => Math.max(
      ...points.filter((point) => point.rule === 'e-prop-no-reset' && point.seed === seed).map(({ iteration }) => iteration)));
    const later = ends.filter((end) => end > 500).length;
    expect(readme).toContain(`after ${Math.min(...ends)} to ${Math.max(...ends)}, in ${later} of 5 runs later than theirs`);
  });

  it('meets it no sooner or later with the reset, as far as five seeds can say', () => {
    const endOf = (rule: string, seed: number) =>
      Math.max(...points.filter((point) => point.rule === rule && point.seed === seed).map(({ iteration }) => iteration));
    const earlier = [1, 2, 3, 4, 5].map((seed) => endOf('e-prop-no-reset', seed) - endOf('e-prop', seed));
    const { mean, low, high } = tInterval(earlier);
    expect(readme).toContain(`meets the criterion ${mean} iterations earlier, [${low!.toFixed(0)}, ${high!.toFixed(0)}]`.replace('-', '−'));
  });

  it('ends a run with a validation below the criterion, and carries it on unchanged', () => {
    const all = carriedOn(points);
    const last = points.reduce((most, { iteration }) => Math.max(most, iteration), 0);
    for (const rule of ['bptt', 'e-prop', 'e-prop-no-reset']) {
      for (let seed = 1; seed <= 5; seed++) {
        const ofRun = (from: typeof points) => from.filter((point) => point.rule === rule && point.seed === seed);
        const end = ofRun(points).at(-1)!;
        expect(1 - end.accuracy!).toBeLessThan(stop!.errorBelow);
        expect(ofRun(all).at(-1)).toEqual({ ...end, iteration: last });
      }
    }
  });
});
