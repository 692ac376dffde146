/**
 * A mistake in what the user gave: a setting, a file, an argument.
 * The message is one line, names the offending value and says what is allowed; the command line exits with code 2.
 */
export class InputError extends Error {
  override name = 'InputError';
}
