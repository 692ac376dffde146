import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casesIn, verify, type Verdict } from '../../src/cases/verify';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { changedCase, FAMILY, GOLDEN, newFolder } from '../support/golden';

async function verdictsOn(path: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const verdict of verify(casesIn([path]), [referenceEngine()])) verdicts.push(verdict);
  return verdicts;
}

/** The verdicts that did not pass on a changed case. */
async function failures(name: string, change: (json: any) => void, folder?: string): Promise<Verdict[]> {
  return (await verdictsOn(changedCase(name, change, folder))).filter((verdict) => !verdict.passed);
}

/** Moves the largest entry of a matrix or list by a billionth. */
function nudge(values: number[] | number[][]): void {
  const rows = (Array.isArray(values[0]) ? values : [values]) as number[][];
  const largest = Math.max(...rows.flat().map(Math.abs));
  const row = rows.find((entries) => entries.some((entry) => Math.abs(entry) === largest))!;
  const place = row.findIndex((entry) => Math.abs(entry) === largest);
  expect(largest).toBeGreaterThan(0);
  row[place] *= 1 + 1e-9;
}

describe('verify fails where an expected number is off by a billionth:', () => {
  const arrays: [of: string, change: (json: any) => void, rules: number][] = [
    ['loss', ({ expected }) => { expected.loss *= 1 + 1e-9; }, 9],
    ['logits', ({ expected }) => nudge(expected.logits), 9],
    ['output', ({ expected }) => nudge(expected.output), 9],
    ['bias', ({ expected }) => nudge(expected.bias), 9],
    ['input', ({ expected }) => nudge(expected.rules.mdgl.input), 1],
    ['recurrent', ({ expected }) => nudge(expected.rules['e-prop-random'].recurrent), 1],
    ['membrane of neuron 0', ({ expected }) => nudge(expected.recordings.neurons[0].membrane), 1],
    ['threshold of neuron 14', ({ expected }) => nudge(expected.recordings.neurons[14].threshold), 1],
    ['pseudoDerivative of neuron 0', ({ expected }) => nudge(expected.recordings.neurons[0].pseudoDerivative), 1],
    ['learningSignal of neuron 10', ({ expected }) => nudge(expected.recordings.neurons[10].learningSignal), 1],
    ['modulatorySignal of neuron 10', ({ expected }) => nudge(expected.recordings.neurons[10].modulatorySignal), 1],
    ['trace of input synapse 5→5', ({ expected }) => nudge(expected.recordings.inputTraces[0].eligibility), 1],
    ['trace of recurrent synapse 7→0', ({ expected }) => nudge(expected.recordings.recurrentTraces[0].eligibility), 1],
  ];
  it.each(arrays)('%s', async (of, change, rules) => {
    const failed = await failures('two-types', change);
    expect(failed).toHaveLength(rules);
    for (const verdict of failed) expect(verdict).toMatchObject({ worst: { of, tolerance: 1e-10 }, problem: null });
  });

  it('θ of the optimizer', async () => {
    const [verdict] = await failures('deep-rewiring', ({ steps }) => nudge(steps[4].theta));
    expect(verdict).toMatchObject({ rule: 'optimizer', exact: true, worst: { of: 'theta after step 5' } });
  });
});

describe('verify fails where', () => {
  it('a spike is missing, or is at another step', async () => {
    expect(await failures('two-types', ({ expected }) => { expected.spikes.splice(100, 1); })).toHaveLength(9);
    const moved = await failures('two-types', ({ expected }) => { expected.spikes[100][1] += 1; });
    expect(moved.map((verdict) => verdict.exact)).toEqual(Array(9).fill(false));
  });

  it('another share of trials is right', async () => {
    const failed = await failures('two-types', ({ expected }) => { expected.accuracy = 0.25; });
    expect(failed.map((verdict) => verdict.worst!.of)).toEqual(Array(9).fill('accuracy'));
  });

  it('a synapse that was lost has not come back', async () => {
    const [verdict] = await failures('deep-rewiring', ({ steps }) => {
      const row = steps[0].theta.find((values: number[]) => values.includes(1e-12));
      row[row.indexOf(1e-12)] = 0;
    });
    expect(verdict).toMatchObject({ rule: 'optimizer', exact: false });
  });

  it('zeros are expected and something else comes', async () => {
    const [verdict] = await failures('two-types', ({ expected }) => {
      expected.rules.mdgl.input = expected.rules.mdgl.input.map((row: number[]) => row.map(() => 0));
    });
    expect(verdict).toMatchObject({ rule: 'mdgl', worst: { of: 'input', error: Infinity } });
  });

  it('rules are confused', async () => {
    const failed = await failures('two-types', ({ expected: { rules } }) => {
      [rules.mdgl, rules['mdgl-bca']] = [rules['mdgl-bca'], rules.mdgl];
    });
    expect(failed.map((verdict) => verdict.rule)).toEqual(['mdgl-bca', 'mdgl']);
  });

  it('rflo is expected with random feedback: in the files it has symmetric feedback', async () => {
    const failed = await failures('two-types', ({ expected: { rules } }) => { rules['rflo-random'] = rules.rflo; });
    expect(failed.map((verdict) => verdict.rule)).toEqual(['rflo-random']);
  });

  it('nothing is expected', async () => {
    expect(await failures('two-types', (json) => { delete json.expected; })).toMatchObject([{ problem: 'the file has no expected' }]);
    expect(
      await failures('two-types', (json) => {
        json.expected.rules = {};
      })
    ).toMatchObject([{ problem: 'the file has no expected.rules' }]);
    expect(
      await failures('two-types', (json) => {
        Object.assign(json.expected.recordings, { neurons: {}, recurrentTraces: [], inputTraces: [] });
      })
    ).toMatchObject([{ rule: 'recordings', problem: 'the file has nothing to compare' }]);
  });

  it('a rule is unknown', async () => {
    const failed = await failures('two-types', ({ expected: { rules } }) => {
      rules.hebb = rules.mdgl;
      rules['bptt-random'] = rules.bptt;
    });
    expect(failed.map((verdict) => [verdict.rule, verdict.problem])).toEqual(['hebb', 'bptt-random'].map((rule) =>
      [rule, 'unknown rule; known are bptt, e-prop, e-prop-no-reset, mdgl, mdgl-bca, nl-mdgl, on-mdgl, rflo, all but bptt also with '
        + '-random behind']));
  });

  it('random feedback is missing', async () => {
    const failed = await failures('two-types', (json) => { delete json.randomFeedback; });
    expect(failed.map((verdict) => [verdict.rule, verdict.problem])).toEqual([
      ['e-prop-random', 'the file has no randomFeedback'], ['mdgl-random', 'the file has no randomFeedback']]);
  });
});

describe('verify', () => {
  it('passes the optimizer case', async () => {
    expect(await verdictsOn(join(GOLDEN, 'deep-rewiring.json.gz'))).toMatchObject([
      { rule: 'optimizer', exact: true, passed: true, worst: { tolerance: 1e-10 } },
    ]);
  });

  it('passes rules rounded to 10 digits, with 1e-8', async () => {
    const rounded = changedCase('every-step', ({ expected }) => {
      const { mdgl } = expected.rules;
      for (const part of ['input', 'recurrent']) {
        mdgl[part] = mdgl[part].map((row: number[]) => row.map((value) => Number(value.toPrecision(10))));
      }
      expected.rules = { mdgl };
    }, FAMILY);
    const [verdict] = await verdictsOn(rounded);
    expect(verdict).toMatchObject({ passed: true, worst: { tolerance: 1e-8 } });
    expect(verdict.worst!.error).toBeGreaterThan(1e-11);
  });

  it('takes recorded synapses in any order', async () => {
    expect(await failures('two-types', ({ expected: { recordings } }) => {
      recordings.inputTraces.reverse();
      recordings.recurrentTraces.reverse();
    })).toEqual([]);
  });

  it('takes spikes in any order', async () => {
    expect(await failures('two-types', ({ expected }) => { expected.spikes.reverse(); })).toEqual([]);
  });
});

describe('the cases of a folder', () => {
  it('are its .json and .json.gz files, in order of name', () => {
    expect(casesIn([GOLDEN]).map(({ name }) => name)).toEqual([
      'deep-rewiring', 'empty-block', 'four-types', 'lif-only', 'paper-size', 'rate-penalty', 'silent', 'two-types',
    ]);
  });

  it('come after those of the folders before, single files too', () => {
    expect(casesIn([FAMILY, join(GOLDEN, 'silent.json.gz')]).map(({ name }) => name)).toEqual(['delay-3', 'every-step', 'silent']);
  });

  it('must be there', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'README.md'), 'no case');
    expect(() => casesIn([GOLDEN, folder])).toThrow(
      `${folder}: no case in this folder; give one with files .json or .json.gz of the golden format`
    );
    expect(() => casesIn([join(folder, 'none')])).toThrow(`${join(folder, 'none')}: cannot be read (ENOENT)`);
  });
});
