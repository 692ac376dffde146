import { Command, CommanderError } from 'commander';
import { InputError } from '../core/errors';
import { version } from '../core/version';

/** Commands in the order of the help. Each is loaded, with all that it needs, only if it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  figure3c: async () => (await import('./figure3c.js')).addFigure3c,
  train: async () => (await import('./train.js')).addTrain,
  tasks: async () => (await import('./tasks.js')).addTasks,
  'fetch-digits': async () => (await import('./fetch-digits.js')).addFetchDigits,
  curves: async () => (await import('./curves.js')).addCurves,
  replay: async () => (await import('./replay.js')).addReplay,
  record: async () => (await import('./record.js')).addRecord,
  alignment: async () => (await import('./alignment.js')).addAlignment,
  types: async () => (await import('./types.js')).addTypes,
  knockout: async () => (await import('./knockout.js')).addKnockout,
  gradient: async () => (await import('./gradient.js')).addGradient,
  verify: async () => (await import('./verify.js')).addVerify,
  peers: async () => (await import('./peers.js')).addPeers,
  site: async () => (await import('./site.js')).addSite,
  bench: async () => (await import('./bench.js')).addBench,
  doctor: async () => (await import('./doctor.js')).addDoctor,
};

/** Names of all commands. */
export const commandNames: readonly string[] = Object.keys(COMMANDS);

const VERSION_FLAGS = ['-V', '--version'];

/**
 * Runs the command line and sets the exit code: 0; 1 where something failed (a check, the disk, this program);
 * 2 for a mistake in what the user gave. Nothing calls process.exit, so that all output is flushed, into pipes too.
 * @param argv without the names of node and the program
 */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.off('error', outputFailed).on('error', outputFailed);
  process.stderr.off('error', nobodyToTell).on('error', nobodyToTell);
  const program = await programOf(argv);
  try {
    await program.parseAsync(argv.length > 0 ? argv : ['--help'], { from: 'user' });
  } catch (error) {
    const { message, code } = describe(error, program, argv);
    if (message) process.stderr.write(message);
    process.exitCode = code;
  }
}

/** Makes the program with the command that the arguments begin with; with all, as its help needs them, if they begin with none. */
export async function programOf([first = '']: readonly string[] = []): Promise<Command> {
  const program = new Command('mdgl')
    .description(
      'Multidigraph learning (MDGL) in recurrent spiking networks: learning rules, training, and Figure 3C of Liu et al., PNAS 2021'
    )
    .version(version, VERSION_FLAGS.join(', '))
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', '\nEach command has its own help with examples: mdgl <command> --help');
  for (const name of commandsFor(first)) (await COMMANDS[name]())(program);
  return program;
}

function commandsFor(first: string): readonly string[] {
  if (VERSION_FLAGS.includes(first)) return [];
  return commandNames.includes(first) ? [first] : commandNames;
}

function describe(error: unknown, program: Command, argv: readonly string[]): { message: string; code: number } {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? { message: '', code: 0 } : { message: line(usage(error, program, argv)), code: 2 };
  }
  if (error instanceof InputError) return { message: line(error.message), code: 2 };
  if (isSystemError(error)) return isClosedPipe(error) ? { message: '', code: 0 } : { message: line(error.message), code: 1 };
  return { message: `${error instanceof Error ? error.stack : String(error)}\n`, code: 1 };
}

/** Tells what commander has against the arguments, and where help is. */
function usage(error: CommanderError, program: Command, argv: readonly string[]): string {
  const message = error.message.replace(/^error: /, '').replace(/\.$/, '');
  if (error.code === 'commander.unknownCommand') return `${message}; commands are ${commandNames.join(', ')}`;
  const command = program.commands.find((known) => known.name() === argv[0]);
  const excess = error.code === 'commander.excessArguments' && command ? ` (given: ${command.args.join(' ')})` : '';
  return `${message}${excess}; see mdgl ${command ? `${command.name()} ` : ''}--help`;
}

/** Reports a failure of the output, but not of a pipe, whose reader may go when it has seen enough. */
function outputFailed(error: NodeJS.ErrnoException): void {
  if (isClosedPipe(error)) return;
  process.stderr.write(line(`standard output: ${error.message}`));
  process.exitCode = 1;
}

function nobodyToTell(): void {}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE';
}

function line(message: string): string {
  return `mdgl: ${message.replace(/\s*\n\s*/g, ' ')}\n`;
}
