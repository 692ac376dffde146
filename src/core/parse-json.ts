import { InputError } from './errors';
import { lineAndColumn, plainText } from './plain-text';

/**
 * Reads what a JSON text says, with a byte-order mark before it or not.
 * @param name what messages call it: the file
 * @throws InputError naming file, line and column of what cannot stand there
 */
export function parseJson(text: string, name: string): unknown {
  const plain = plainText(text, name);
  try {
    return JSON.parse(plain);
  } catch {
    const fault = faultIn(plain);
    const { line, column } = lineAndColumn(plain, fault);
    const found = plain.codePointAt(fault);
    const what = found === undefined ? 'it ends too early' : `${JSON.stringify(String.fromCodePoint(found))} cannot stand there`;
    throw new InputError(`${name}: is not JSON at line ${line}, column ${column}: ${what}`);
  }
}

/** A bracket, comma or colon; a string, a number or a word. */
const TOKEN =
  /[[\]{},:]|"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
/** First characters of what may begin a value; 0 stands for any number or word. */
const VALUE = '{["0';

/**
 * Finds where the first thing stands that JSON does not allow; the text's length if there is none. JSON.parse tells it in some
 * versions of Node, and there not always.
 */
export function faultIn(text: string): number {
  const open: string[] = [];
  /** First characters of what may come now. */
  let allowed = VALUE;
  for (let at = 0; ; at = TOKEN.lastIndex) {
    while (' \t\r\n'.includes(text[at] || '?')) at++;
    TOKEN.lastIndex = at;
    const [token] = TOKEN.exec(text) ?? [''];
    const kind = /^[[\]{},:"]/.test(token) ? token[0] : '0';
    if (token === '' || !allowed.includes(kind)) return at;
    if (kind === '{' || kind === '[') {
      open.push(kind === '{' ? '}' : ']');
      allowed = kind === '{' ? '"}' : `${VALUE}]`;
    } else if (kind === ',') {
      allowed = open.at(-1) === '}' ? '"' : VALUE;
    } else if (kind === ':') {
      allowed = VALUE;
    } else if (!allowed.includes('0') && kind === '"') {
      allowed = ':'; // behind a key
    } else {
      if (kind === '}' || kind === ']') open.pop();
      allowed = open.length > 0 ? `,${open.at(-1)}` : '';
    }
  }
}
