import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors';
import { faultIn, parseJson } from '../../src/core/parse-json';

function messageOf(text: string): string {
  try {
    parseJson(text, 'a.json');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error('was not refused');
}

describe('parseJson', () => {
  it('reads JSON with a byte-order mark before it', () => {
    expect(parseJson(readFileSync(join(__dirname, '..', 'faults', 'settings-bom.json'), 'utf8'), 'a.json')).toEqual({
      training: { trials: 5 },
    });
  });

  it.each([
    ['{"training":{"trials":5,},}', 'line 1, column 25: "}" cannot stand there'],
    ['{\n  "a": [1, 2,\n  ]\n}', 'line 3, column 3: "]" cannot stand there'],
    ['{\r\n"a": 1\r\n"b": 2}', 'line 3, column 1: "\\"" cannot stand there'],
    ['\ufeff{"a" 1}', 'line 1, column 6: "1" cannot stand there'],
    ['{\'a\': 1}', 'line 1, column 2: "\'" cannot stand there'],
    ['{a: 1}', 'line 1, column 2: "a" cannot stand there'],
    ['[1, 02]', 'line 1, column 6: "2" cannot stand there'],
    ['[1.]', 'line 1, column 3: "." cannot stand there'],
    ['[0,5 6]', 'line 1, column 6: "6" cannot stand there'],
    ['[NaN]', 'line 1, column 2: "N" cannot stand there'],
    ['[True]', 'line 1, column 2: "T" cannot stand there'],
    ['{"a": "one\ntwo"}', 'line 1, column 7: "\\"" cannot stand there'],
    ['// settings\n{}', 'line 1, column 1: "/" cannot stand there'],
    ['{}\n{}', 'line 2, column 1: "{" cannot stand there'],
    ['["a"}', 'line 1, column 5: "}" cannot stand there'],
    ['[🙂]', 'line 1, column 2: "🙂" cannot stand there'],
    ['{"a": [1,\n', 'line 2, column 1: it ends too early'],
    ['', 'line 1, column 1: it ends too early'],
    ['\ufeff', 'line 1, column 1: it ends too early'],
  ])('names line and column of what JSON does not allow: %j', (text, message) => {
    expect(messageOf(text)).toBe(`a.json: is not JSON at ${message}`);
  });

  it('says what to do with another encoding', () => {
    const utf16 = Buffer.from('\ufeff{"a": 1}', 'utf16le').toString('utf8');
    expect(messageOf(utf16)).toBe('a.json: line 1 is UTF-16 or no text; save it as UTF-8');
    expect(messageOf(Buffer.from('{\n"name": "Größe"}', 'latin1').toString('utf8'))).toBe('a.json: line 2 is no UTF-8; save it as UTF-8');
  });
});

describe('faultIn', () => {
  it('finds no fault in what JSON.parse takes', () => {
    fc.assert(fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t', ' \r'), (text, space) => {
      const spaced = JSON.stringify(JSON.parse(text), null, space);
      expect([faultIn(text), faultIn(spaced)]).toEqual([text.length, spaced.length]);
    }), { seed: 1 });
  });

  it('finds the place up to which a text could be the beginning of JSON', () => {
    const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-', '.', 'e', 'true', 'tru', ' ', '\n', '"', '\\'), {
      maxLength: 12,
    });
    fc.assert(fc.property(pieces, (parts) => {
      const text = parts.join('');
      let valid = true;
      try { JSON.parse(text); } catch { valid = false; }
      const fault = faultIn(text);
      if (valid) expect(fault).toBe(text.length);
      else expect(faultIn(text.slice(0, fault))).toBe(fault);
    }), { seed: 1, numRuns: 2000 });
  });
});
