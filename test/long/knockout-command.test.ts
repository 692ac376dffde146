import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseKnockout, parseStudy } from '../../src/studies/knockout/curves-csv';
import { mdgl } from '../cli/run';
import { newFolder, write } from '../support/golden';

const quick = write('quick.json', JSON.stringify({ training: { trials: 4, validationTrials: 8 } }));
const ofRun = ['--preset', 'tiny', '--settings', quick, '--iterations', '20', '--workers', '2'];
const one = (out: string, ...more: string[]) =>
  mdgl('knockout', '--rule', 'mdgl', '--seed', '1', '--from', '10', ...ofRun, '--out', out, ...more);
const study = (out: string, ...more: string[]) =>
  mdgl('knockout', '--study', '--runs', '2', '--from', '0,10', ...ofRun, '--out', out, ...more);
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const FIGURE = ['csv', 'pdf', 'png', 'svg', 'vl.json'].map((kind) => `knockout.${kind}`);

// A command that was interrupted goes on listening, as its process ends with it.
const listeners = process.listeners('SIGINT');
afterEach(() => {
  for (const listener of process.listeners('SIGINT')) if (!listeners.includes(listener)) process.off('SIGINT', listener);
});

describe('mdgl knockout', () => {
  it('trains both curves from 0, writes them, draws them, and says what they are', async () => {
    const out = join(newFolder(), 'out');
    const { code, err } = await one(out, '--silence', 'E>I, I>E', '--scale', 'E>E=0.5');
    expect(code, err).toBe(0);
    expect(readdirSync(out).sort()).toEqual([...FIGURE, 'manifest.json', 'runs.csv']);
    expect(read(out, 'runs.csv')).toMatch(/^curve,rule,seed,iteration,loss,accuracy,rateHz\nuntouched,mdgl,1,0,0\.\d+,[\d.]+,\d+\.\d+\n/);
    const points = parseKnockout(read(out, 'runs.csv'), 'runs.csv');
    expect(points.map(({ curve, iteration }) => [curve, iteration])).toEqual(
      ['untouched', 'changed'].flatMap((curve) => [0, 10, 20].map((iteration) => [curve, iteration]))
    );
    const lossesAt = (iteration: number) => new Set(points.filter((point) => point.iteration === iteration).map(({ loss }) => loss)).size;
    expect([0, 10, 20].map(lossesAt)).toEqual([1, 1, 2]);
    expect(points.every(({ rateHz }) => rateHz > 3 && rateHz < 120)).toBe(true);

    const { format, plan, node, files } = JSON.parse(read(out, 'manifest.json'));
    expect(format).toBe('mdgl-knockout/1');
    expect(plan).toMatchObject({
      preset: 'tiny',
      rule: 'mdgl',
      seed: 1,
      feedback: 'symmetric',
      engine: 'wasm',
      from: 10,
      settings: { training: { iterations: 20, trials: 4 } },
    });
    expect(plan.changes).toEqual([
      { sender: 'E', receiver: 'I', how: 'silence' },
      { sender: 'I', receiver: 'E', how: 'silence' },
      { sender: 'E', receiver: 'E', how: 'scale', factor: 0.5 },
    ]);
    expect(node).toBe(process.version);
    expect(files).toEqual({ 'runs.csv': sha256(join(out, 'runs.csv')) });
    expect(read(out, 'knockout.svg')).toContain('from iteration 10 on: E&gt;I, I&gt;E silent; E&gt;E × 0.5');
    expect(err).toMatch(
      /^mdgl, seed 1, untouched: training\n(.*\n)*mdgl, seed 1, E>I, I>E silent; E>E × 0\.5 from 10: complete after \d+ s, loss 0\.\d+, accuracy [\d.]+\nwritten: /
    );
  });

  it('without a change gives the curve of `mdgl train` twice, byte for byte', async () => {
    const folder = newFolder();
    expect((await one(join(folder, 'out'))).code).toBe(0);
    await mdgl('train', '--rule', 'mdgl', '--seed', '1', ...ofRun, '--out', join(folder, 'run.csv'));
    const trained = read(folder, 'run.csv').trimEnd().split('\n').slice(1);
    expect(read(join(folder, 'out'), 'runs.csv').trimEnd().split('\n').slice(1)).toEqual(
      ['untouched', 'changed'].flatMap((curve) => trained.map((row) => `${curve},mdgl,1,${row}`))
    );
  });

  it('does the same again without training, and refuses what is otherwise', async () => {
    const out = join(newFolder(), 'out');
    await one(out, '--silence', 'E>E');
    const before = readdirSync(out).map((name) => sha256(join(out, name)));
    const again = await one(out, '--silence', 'E>E');
    expect(again.code).toBe(0);
    expect(again.err).toMatch(/is complete: nothing to train, the figure is drawn again\nwritten: .*\n$/);
    expect(readdirSync(out).map((name) => sha256(join(out, name)))).toEqual(before);
    const other = await one(out, '--silence', 'E>I');
    expect(other.code).toBe(2);
    expect(other.err).toMatch(/^mdgl: .*holds results made otherwise \(plan\.changes: .*\); give another folder, or the same settings\n$/);
    writeFileSync(join(out, 'runs.csv'), 'x');
    expect((await one(out, '--silence', 'E>E')).err).toMatch(/runs\.csv: was changed or damaged/);
    expect(read(out, 'runs.csv')).toBe('x');
  });

  it('goes over what was left by a command that was killed while it wrote', async () => {
    const out = join(newFolder(), 'out');
    await one(out, '--silence', 'E>E');
    const whole = read(out, 'runs.csv');
    const { files: _files, ...claimed } = JSON.parse(read(out, 'manifest.json'));
    writeFileSync(join(out, 'manifest.json'), JSON.stringify(claimed));
    writeFileSync(join(out, 'runs.csv'), 'half');
    const { code, err } = await one(out, '--silence', 'E>E');
    expect(code, err).toBe(0);
    expect(read(out, 'runs.csv')).toBe(whole);
  });

  it('writes nothing after Ctrl-C', async () => {
    const out = join(newFolder(), 'out');
    const running = one(out, '--iterations', '100000');
    setTimeout(() => process.emit('SIGINT', 'SIGINT'), 500);
    const { code, err } = await running;
    expect(code).toBe(130);
    expect(err).toMatch(/stopping after this iteration \(Ctrl-C again: at once\)\n(.*\n)*stopped; nothing was written\n$/);
    expect(existsSync(out)).toBe(false);
  });

  it('takes --from 0, the default', async () => {
    const out = join(newFolder(), 'out');
    const { code, err } = await mdgl('knockout', '--seed', '2', '--rule', 'nl-mdgl', '--freeze', 'I>I', ...ofRun, '--out', out);
    expect(code, err).toBe(0);
    expect(JSON.parse(read(out, 'manifest.json')).plan).toMatchObject({ rule: 'nl-mdgl', from: 0, seed: 2 });
  });

  it.each<[string[], RegExp]>([
    [['--from', '20'], /from 20: allowed is a whole number from 0 to 19, so that at least one of the 20 iterations is changed/],
    [['--from', '-1'], /'-1' is invalid\. It must be a whole number/],
    [['--from', '1.5'], /'1\.5' is invalid/],
    [['--from', '1,2'], /--from 1,2: allowed is one iteration, without --study/],
    [['--silence', 'random:1.5'], /silence "random:1\.5": has no share/],
    [
      ['--silence', 'E>I', '--silence', 'I>E'],
      /--silence is given 2 times; allowed is once, without --study, with commas between the pairs/,
    ],
    [['--silence', 'E>X'], /silence "E>X" is no pair of cell types; allowed is sender>receiver, one of E>E, E>I, I>E, I>I/],
    [['--scale', 'E>I'], /scale "E>I": has no factor/],
    [['--silence', 'E>I', '--freeze', 'E>I'], /E>I is named twice \(silence, freeze\)/],
    [['--rule', 'e-prop', '--silence', 'E>I'], /rule e-prop: cell types say nothing to one another that could be changed; allowed is mdgl/],
    [['--rule', 'mdgl-bca', '--freeze', 'E>I'], /freeze E>I: mdgl-bca takes no means/],
    [['--rule', 'bptt', '--feedback', 'random'], /bptt is the exact gradient/],
    [['--width-mm', '5'], /width 5 mm; allowed is a number from 60 to 400/],
    [['--runs', '2'], /--runs is for a study only; allowed here are --rule, --seed/],
    [['--seed', '0'], /must be a positive integer/],
  ])('refuses %j in one line, and makes nothing', async (argv, message) => {
    const out = join(newFolder(), 'out');
    const { code, err } = await one(out, ...argv);
    expect(code).toBe(2);
    expect(err).toMatch(/^mdgl: [^\n]*\n$/);
    expect(err).toMatch(message);
    expect(existsSync(out)).toBe(false);
  });

  it('needs a seed and a folder, and one that it may use', async () => {
    expect((await mdgl('knockout', '--out', join(newFolder(), 'out'))).err).toBe(
      'mdgl: --seed is missing; allowed is a positive integer\n'
    );
    expect((await mdgl('knockout', '--seed', '1')).err).toBe('mdgl: --out is missing; allowed is a folder, made if its parent exists\n');
    const folder = newFolder();
    expect((await one(join(folder, 'none', 'out'))).err).toMatch(/none\/out: there is no folder .*none; allowed is/);
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'mine.txt'), 'mine');
    expect((await one(join(folder, 'full'))).err).toMatch(/full: is not empty, and has no manifest\.json; give/);
    expect(readdirSync(join(folder, 'full'))).toEqual(['mine.txt']);
    writeFileSync(join(folder, 'full', 'manifest.json'), '{"format":"mdgl-runs/1","code":[]}');
    expect((await one(join(folder, 'full'))).err).toMatch(
      /manifest\.json: is damaged or of another kind; allowed is a manifest of format mdgl-knockout\/1/
    );
  });
});

describe('mdgl knockout --study', () => {
  it('silences every pair from each iteration, says so, and is drawn from what it stored', async () => {
    const folder = newFolder();
    const out = join(folder, 'study');
    const first = await study(out);
    expect(first.code, first.err).toBe(0);
    expect(first.err).toMatch(/^mdgl, seeds 1, 2: untouched, and each of 4 pairs silent from 0 and from 10, 20 iterations, into .*\n280 iterations to train, 2 runs at once, wasm engine, about \d+ MB\n/);
    expect(first.err).toContain('280 iterations trained now, of 280 in all\n');
    expect(first.out).toMatch(/^mdgl untouched, iterations 0–20: .*\n(.*\n)+E>I +10 +[+−]/);
    expect(first.out).toContain('corrected for all 16 intervals here (Holm)');
    expect(readdirSync(out).sort()).toEqual(['manifest.json', 'runs.csv']);
    const points = parseStudy(read(out, 'runs.csv'), 'runs.csv');
    expect(points).toHaveLength((2 + 2 * 4 * 2) * 3);
    const { plan, files } = JSON.parse(read(out, 'manifest.json'));
    expect(plan).toMatchObject({
      rule: 'mdgl',
      seeds: [1, 2],
      from: [0, 10],
      pairs: [
        { sender: 'E', receiver: 'E' },
        { sender: 'E', receiver: 'I' },
        { sender: 'I', receiver: 'E' },
        { sender: 'I', receiver: 'I' },
      ],
    });
    expect(files).toEqual({ 'runs.csv': sha256(join(out, 'runs.csv')) });

    // one of its runs by itself
    await one(join(folder, 'one'), '--silence', 'I>E');
    const rows = (text: string, from: string) =>
      text
        .trimEnd()
        .split('\n')
        .filter((row) => row.startsWith(from))
        .map((row) => row.slice(from.length));
    expect(rows(read(out, 'runs.csv'), 'changed,I>E,10,mdgl,1,')).toEqual(rows(read(join(folder, 'one'), 'runs.csv'), 'changed,mdgl,1,'));
    expect(rows(read(out, 'runs.csv'), 'untouched,,,mdgl,1,')).toEqual(rows(read(join(folder, 'one'), 'runs.csv'), 'untouched,mdgl,1,'));

    const again = await study(out);
    expect(again).toMatchObject({ code: 0, out: first.out });
    expect(again.err).toContain(`${out} is complete: nothing to train\n`);
    expect((await study(out, '--runs', '3')).err).toMatch(/holds results made otherwise \(plan\.seeds: \[1,2\] there, \[1,2,3\] here\)/);

    const drawn = await mdgl('knockout', '--draw', out, '--out', join(folder, 'figures'));
    expect(drawn).toMatchObject({ code: 0, out: first.out });
    expect(readdirSync(join(folder, 'figures')).sort()).toEqual([...FIGURE, 'knockout.differences.csv'].sort());
    writeFileSync(join(out, 'runs.csv'), read(out, 'runs.csv').replace('0.', '1.'));
    expect((await mdgl('knockout', '--draw', out, '--out', join(folder, 'figures'))).err).toMatch(
      /^mdgl: .*runs\.csv: was changed or damaged.*\n$/
    );
  });

  it('takes several pairs and a random share beside the single pairs, at once or when it is complete, to the same bytes', async () => {
    const folder = newFolder();
    const silences = ['--silence', 'I>E, E>I', '--silence', 'random:0.50'];
    const whole = await study(join(folder, 'whole'), ...silences);
    expect(whole.code, whole.err).toBe(0);
    expect(whole.err).toContain('E>I,I>E silent from 0; random:0.5 silent from 0, 20 iterations');
    expect(whole.out).toMatch(/\nE>I,I>E +0 +[+−].*\nrandom:0\.5 +0 +[+−]/);
    expect(JSON.parse(read(join(folder, 'whole'), 'manifest.json')).plan.silences).toEqual(['E>I,I>E', 'random:0.5']);

    const longer = join(folder, 'longer');
    await study(longer);
    const before = read(longer, 'runs.csv');
    const { err } = await study(longer, ...silences);
    expect(err).toContain('what is stored already is kept; the rest is trained\n80 iterations to train');
    expect(err).toContain('80 iterations trained now, of 80 in all\n');
    expect(read(longer, 'runs.csv').startsWith(before)).toBe(true);
    expect(read(longer, 'runs.csv').slice(before.length)).toMatch(/^changed,"E>I,I>E",0,mdgl,1,0,/);
    for (const name of ['runs.csv', 'manifest.json']) expect(read(longer, name)).toBe(read(join(folder, 'whole'), name));
    expect((await study(longer, ...silences)).err).toContain('is complete: nothing to train\n');

    // one of its runs by itself
    await one(join(folder, 'one'), '--from', '0', '--silence', 'random:0.5');
    const rows = (text: string, from: string) =>
      text.trimEnd().split('\n').filter((row) => row.startsWith(from)).map((row) => row.slice(from.length));
    expect(rows(read(longer, 'runs.csv'), 'changed,random:0.5,0,mdgl,1,')).toEqual(
      rows(read(join(folder, 'one'), 'runs.csv'), 'changed,mdgl,1,')
    );
    expect(JSON.parse(read(join(folder, 'one'), 'manifest.json')).plan.changes).toEqual([{ how: 'silence', share: 0.5 }]);
    expect(read(join(folder, 'one'), 'knockout.svg')).toContain('from iteration 0 on: random:0.5 silent');
  });

  it('goes on after Ctrl-C, to the same results', async () => {
    const folder = newFolder();
    await study(join(folder, 'whole'));
    const running = study(join(folder, 'stopped'));
    const untilSaved = setInterval(() => {
      const checkpoints = join(folder, 'stopped', 'checkpoints');
      if (!existsSync(checkpoints) || readdirSync(checkpoints).length < 3) return;
      clearInterval(untilSaved);
      process.emit('SIGINT', 'SIGINT');
    }, 5);
    const stopped = await running;
    expect(stopped.code, stopped.err).toBe(130);
    expect(stopped.err).toMatch(/stopped; all runs are saved in .*, the same command goes on\n$/);
    expect(existsSync(join(folder, 'stopped', 'runs.csv'))).toBe(false);
    const trained = (said: string) => Number(/(\d+) iterations trained now, of 280 in all/.exec(said)![1]);
    const rest = await study(join(folder, 'stopped'));
    expect(rest.code, rest.err).toBe(0);
    expect(trained(stopped.err) + trained(rest.err)).toBe(280);
    for (const name of ['runs.csv', 'manifest.json']) expect(read(join(folder, 'stopped'), name)).toBe(read(join(folder, 'whole'), name));
  });

  it.each<[string[], RegExp]>([
    [['--seed', '1'], /--seed is not for a study, which silences every pair with every seed; allowed here are/],
    [['--freeze', 'E>I'], /--freeze is not for a study/],
    [
      ['--silence', 'E>I'],
      /silence E>I: a study silences each single pair anyway; allowed are several pairs with commas between, or random:share/,
    ],
    [['--silence', 'E>I,E>I'], /E>I is named twice/],
    [['--silence', 'random:1.5'], /silence "random:1\.5": has no share/],
    [['--silence', 'random:x'], /silence "random:x": has no share/],
    [['--silence', 'random:.5', '--silence', 'random:0.5'], /silence random:0\.5 is named twice/],
    [['--rule', 'bptt'], /rule bptt: cell types say nothing/],
    [['--from', '0,20'], /from 20: allowed is a whole number from 0 to 19/],
    [['--from', '3,3'], /from 3 is named twice/],
  ])('refuses %j in one line, and makes nothing', async (argv, message) => {
    const out = join(newFolder(), 'out');
    const { code, err } = await study(out, ...argv);
    expect(code).toBe(2);
    expect(err).toMatch(/^mdgl: [^\n]*\n$/);
    expect(err).toMatch(message);
    expect(existsSync(out)).toBe(false);
  });
});

describe('mdgl knockout --draw', () => {
  it('refuses what is no finished study', async () => {
    const folder = newFolder();
    expect(await mdgl('knockout', '--draw', folder, '--out', join(folder, 'figures'))).toMatchObject({
      code: 2,
      err: `mdgl: ${folder}: holds no finished results; allowed is a folder whose manifest.json has format mdgl-knockout-study/1 and `
        + 'lists its files\n',
    });
    expect((await mdgl('knockout', '--draw', folder, '--seed', '1')).err).toMatch(
      /^mdgl: --seed is not for drawing what is stored; allowed here are --out, --draw, --width-mm\n$/
    );
    expect(existsSync(join(folder, 'figures'))).toBe(false);
  });
});
