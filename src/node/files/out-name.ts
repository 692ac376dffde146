import { basename } from 'node:path';
import { InputError } from '../../core/errors';

/** Names that stand for devices, with any extension. */
const DEVICES = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)/i;

/**
 * Refuses a name under which something else would be written: one that is not UTF-8, of which Node sees U+FFFD; on Windows
 * a device's, and one whose end or colon is cut off.
 * @throws InputError naming it
 */
export function checkOutName(path: string, platform = process.platform): void {
  if (path === '') throw new InputError('the name to write under is empty; give one');
  const name = basename(path);
  const refuse = (why: string): never => { throw new InputError(`${path}: ${why}; give another name`); };
  if (name.includes('\uFFFD')) refuse('its name is not UTF-8');
  if (platform !== 'win32' || name === '.' || name === '..') return;
  if (DEVICES.test(name)) refuse('Windows keeps this name for a device');
  if (/[. ]$/.test(name)) refuse('Windows cuts off a dot or a blank at the end of a name');
  if (/[<>:"|?*]/.test(name)) refuse('Windows allows none of < > : " | ? * in a name');
}
