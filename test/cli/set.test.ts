import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programOf } from '../../src/cli/main';
import { newFolder, write } from '../support/golden';
import { mdgl } from './run';

/** Trains tiny for no longer than it takes to tell two settings apart; returns the table, or undefined if there is none. */
async function train(...argv: string[]) {
  const file = join(newFolder(), 'curve.csv');
  const { code, err } = await mdgl(
    'train', '--rule', 'mdgl', '--seed', '1', '--preset', 'tiny', '--iterations', '1', '--engine', 'reference', '--out', file,
    '--set', 'training.trials=2', '--set', 'training.validationTrials=2', ...argv
  );
  return { code, err, table: existsSync(file) ? readFileSync(file, 'utf8') : undefined };
}

const changes = (value: object) => write('changes.json', JSON.stringify(value));
const list = (lif: number) => [{ name: 'I', sign: -1, lif, alif: 0 }, { name: 'E', sign: 1, lif: 10, alif: 18 }];

describe('--set path=value', () => {
  it('changes one setting, as a file of settings does', async () => {
    const [plain, set] = [await train(), await train('--set', 'task.cues=5')];
    const file = await train('--settings', changes({ task: { cues: 5 } }));
    expect([set.code, set.table]).toEqual([0, file.table]);
    expect(set.table).not.toBe(plain.table);
  });

  it('comes after the file, and leaves the rest of it as it is', async () => {
    const both = await train('--settings', changes({ task: { cues: 7, delayMs: 45 } }), '--set', 'task.cues=5');
    expect(both.table).toBe((await train('--settings', changes({ task: { cues: 5, delayMs: 45 } }))).table);
    expect(both.table).not.toBe((await train('--set', 'task.cues=5')).table);
  });

  it('reaches into a list, of the preset or of the file', async () => {
    const wanted = (await train('--settings', changes({ network: { cellTypes: list(9) } }))).table;
    expect((await train('--set', 'network.cellTypes.0.lif=9')).table).toBe(wanted);
    const file = changes({ network: { cellTypes: list(3) } });
    expect((await train('--settings', file, '--set', 'network.cellTypes.0.lif=9')).table).toBe(wanted);
    expect((await train('--set', `network.cellTypes=${JSON.stringify(list(9))}`)).table).toBe(wanted);
    expect((await train()).table).not.toBe(wanted);
  });

  it('takes what is no JSON for a text', async () => {
    const [text, json] = [await train('--set', 'training.reconnect=any'), await train('--set', 'training.reconnect="any"')];
    expect([text.code, text.table]).toEqual([0, json.table]);
  });

  it('makes a setting that the preset leaves out, if what belongs to it is given too', async () => {
    const stop = ['errorBelow=0.1', 'validations=1', 'which=last'].flatMap((part) => ['--set', `training.stop.${part}`]);
    expect(await train(...stop)).toMatchObject({ code: 0 });
    expect((await train(...stop.slice(0, 2))).err).toBe(
      'mdgl: --set: settings: training.stop.validations: is missing; training.stop.which: is missing\n'
    );
  });

  const isPath = 'is invalid. It must be a path, = and a value, such as task.cues=5; see mdgl train --help';
  it.each([
    ['task.cuez=5', /^--set: settings: task: unknown "cuez", known are name, cues, cueMs/],
    ['tsk.cues=5', '--set: settings: unknown "tsk", known are network, task, training'],
    ['__proto__.cues=5', '--set: settings: unknown "__proto__", known are network, task, training'],
    ['task..cues=5', /^--set: settings: task: unknown "", known are/],
    ['task.cues=five', '--set: settings: task.cues: must be a finite number (given: "five")'],
    ['task.cues=', '--set: settings: task.cues: must be a finite number (given: "")'],
    ['task.cues=4', /^--set: settings: task\.cues: .*\(given: 4\)$/],
    ['task.cues.number=5', '--set: settings: task.cues: must be a finite number'],
    ['network.cellTypes.2.lif=3', '--set: network.cellTypes.2.lif: the list has no entry 2; allowed are 0 to 1'],
    ['network.cellTypes.name=3', '--set: network.cellTypes.name: the list has no entry name; allowed are 0 to 1'],
    ['network.cellTypes.0.lif=-1', /^--set: settings: network\.cellTypes\[0\]\.lif: must be at least 0 \(given: -1\)/],
    ['task.cues', `option '--set <path=value>' argument 'task.cues' ${isPath}`],
    ['=5', `option '--set <path=value>' argument '=5' ${isPath}`],
  ])('refuses %s in one line, and writes nothing', async (argument, message) => {
    const { code, err, table } = await train('--set', argument);
    expect({ code, table }).toEqual({ code: 2, table: undefined });
    expect(err).toMatch(/^mdgl: [^\n]*\n$/);
    if (typeof message === 'string') expect(err).toBe(`mdgl: ${message}\n`);
    else expect(err.slice('mdgl: '.length, -1)).toMatch(message);
  });

  it('refuses the same path twice', async () => {
    const { code, err } = await train('--set', 'task.cues=5', '--set', 'task.cues=7');
    expect([code, err]).toEqual([2, 'mdgl: option \'--set <path=value>\' argument \'task.cues=7\' is invalid. It sets task.cues twice; '
      + 'once is allowed; see mdgl train --help\n']);
  });

  it('names the file as well if one is given', async () => {
    const file = changes({ task: { cues: 5 } });
    expect((await train('--settings', file, '--set', 'task.delayMs=-1')).err).toContain(`${file} and --set: settings: task.delayMs: `);
  });

  it('stands wherever --settings does', async () => {
    const { commands } = await programOf();
    const having = (option: string) =>
      commands.filter(({ options }) => options.some(({ long }) => long === option)).map((one) => one.name());
    expect(having('--set')).toEqual(having('--settings'));
    expect(having('--set').length).toBeGreaterThan(4);
  });
});
