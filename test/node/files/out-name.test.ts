import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { destinationOf } from '../../../src/node/files/destination';
import { checkOutName } from '../../../src/node/files/out-name';

describe('a name to write under', () => {
  it.each(['con', 'NUL', 'nul.csv', 'aux .txt', 'out/com1', 'lpt9.tar.gz', 'com¹', 'conout$'])(
    "is refused on Windows if it is a device's: %s",
    (name) => {
      expect(() => checkOutName(name, 'win32')).toThrow(new InputError(`${name}: Windows keeps this name for a device; give another name`));
      expect(() => checkOutName(name, 'linux')).not.toThrow();
    }
  );

  it.each(['x.', 'x ', 'out/x..', 'curve:1.csv', 'what?', '<x>', 'a|b', '*'])(
    'is refused on Windows if another would come of it, or none: %j',
    (name) => {
      expect(() => checkOutName(name, 'win32')).toThrow(InputError);
      expect(() => checkOutName(name, 'darwin')).not.toThrow();
    }
  );

  it.each(['.', '..', '../..', 'console', 'com10', 'nullius.csv', 'a.b.c', '.hidden', 'out/', 'größe é.csv'])(
    'is allowed everywhere: %s',
    (name) => {
      for (const platform of ['win32', 'linux', 'darwin'] as const) expect(() => checkOutName(name, platform)).not.toThrow();
    }
  );

  it('is refused if it is not UTF-8, since the file would be called otherwise', () => {
    const name = Buffer.from('caf\u00e9.csv', 'latin1').toString();
    expect(() => checkOutName(name)).toThrow(new InputError(`${name}: its name is not UTF-8; give another name`));
  });

  it('is refused if it is empty, as an unset variable is', () => {
    expect(() => checkOutName('')).toThrow(new InputError('the name to write under is empty; give one'));
    expect(() => destinationOf('')).toThrow(InputError);
  });

  it('of a file is refused if it ends as a folder does', () => {
    expect(() => destinationOf('newdir/')).toThrow(/^newdir\/: ends as a folder does; allowed is a file/);
  });
});
