import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNames as COMMANDS } from '../../src/cli/main';
import { version } from '../../src/core/version';
import { GOLDEN } from '../support/golden';
import { mdgl } from './run';

const CASE = join(GOLDEN, 'two-types.json.gz');

describe('mdgl', () => {
  it('tells its version', async () => {
    expect(await mdgl('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('without arguments prints its help, which lists the commands', async () => {
    const { code, out, err } = await mdgl();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(COMMANDS).toEqual(expect.arrayContaining(['figure3c', 'train', 'replay', 'gradient', 'verify', 'bench']));
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(await mdgl('--help')).toEqual({ code, out, err });
  });

  it.each(COMMANDS)('%s --help describes its options and gives an example', async (command) => {
    const { code, out } = await mdgl(command, '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/\nOptions:\n {2}-/);
    expect(out).toMatch(new RegExp(`\nExamples?:\n  mdgl ${command}`));
  });
});

describe('a mistake is one line on stderr with exit code 2:', () => {
  const mistakes: [argv: string[], message: string | RegExp][] = [
    [['trian'], `unknown command 'trian' (Did you mean train?); commands are ${COMMANDS.join(', ')}`],
    [['help'], `unknown command 'help'; commands are ${COMMANDS.join(', ')}`],
    [['verfy'], /^unknown command 'verfy' \(Did you mean verify\?\); commands are /],
    [['--verbose'], 'unknown option \'--verbose\'; see mdgl --help'],
    [['gradient', '--rule', 'mdgl'], 'missing required argument \'case\'; see mdgl gradient --help'],
    [['gradient', CASE], 'required option \'--rule <rule>\' not specified; see mdgl gradient --help'],
    [['gradient', CASE, '--rule', 'hebb'],
      'unknown rule "hebb"; known are bptt, e-prop, e-prop-no-reset, mdgl, mdgl-bca, nl-mdgl, on-mdgl, rflo, mdgl-1, mdgl-random-N, '
        + 'mdgl-clusters-N'],
    [['gradient', CASE, '--rule', 'mdgl', '--engin', 'wasm'],
      'unknown option \'--engin\' (Did you mean --engine?); see mdgl gradient --help'],
    [['gradient', CASE, '--rule', 'mdgl', '--engine', 'gpu'],
      'option \'--engine <engine>\' argument \'gpu\' is invalid. Allowed choices are wasm, reference, tensorflow; see mdgl gradient '
        + '--help'],
    [['gradient', CASE, '--rule', 'mdgl', '--feedback', 'none'],
      'option \'--feedback <kind>\' argument \'none\' is invalid. Allowed choices are symmetric, random, adaptive, broadcast; see mdgl '
        + 'gradient --help'],
    [['gradient', CASE, '--rule', 'mdgl', '--workers', '0'],
      'option \'--workers <number>\' argument \'0\' is invalid. It must be a positive integer; see mdgl gradient --help'],
    [['gradient', CASE, '--rule', 'mdgl', '--workers', '1.5'], /argument '1.5' is invalid. It must be a positive integer/],
    [['gradient', CASE, '--rule', 'mdgl', '--workers', '1e99'], /argument '1e99' is invalid. It must be a positive integer/],
    [['gradient', CASE, '--rule', 'mdgl', '--workers'], 'option \'--workers <number>\' argument missing; see mdgl gradient --help'],
    [['gradient', CASE, 'second', '--rule', 'mdgl'],
      `too many arguments for 'gradient'. Expected 1 argument but got 2 (given: ${CASE} second); see mdgl gradient --help`],
    [['gradient', 'none.json', '--rule', 'mdgl'],
      'none.json: cannot be read (ENOENT); give a file of the golden format, .json or .json.gz'],
    [['verify'], 'missing required argument \'folder\'; see mdgl verify --help'],
  ];
  it.each(mistakes)('%j', async (argv, message) => {
    const { code, out, err } = await mdgl(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.match(/\n/g)).toHaveLength(1);
    expect(err.startsWith('mdgl: ')).toBe(true);
    if (typeof message === 'string') expect(err.slice(6, -1)).toBe(message);
    else expect(err.slice(6, -1)).toMatch(message);
  });
});
