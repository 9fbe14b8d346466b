import { Command, CommanderError } from 'commander';
import { UsageError, messageOf } from '../errors.ts';
import { COMMANDS } from './commands.ts';

/** Runs the command line. Exit codes: 0 done, 1 failed, 2 a mistake in what was asked or configured. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', leaveQuietly);
  const program = new Command('tumen')
    .description(
      'Watches news and UN documents for the ways in which North Korea is helped to abuse human rights.',
    )
    .exitOverride()
    .showHelpAfterError('(tumen --help lists the commands)');
  for (const entry of COMMANDS) {
    const asked = argv.slice(2).includes(entry.name);
    if (asked) program.addCommand((await entry.load()).command().exitOverride());
    else program.command(entry.name).summary(entry.summary).description(entry.summary);
  }
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** Whoever reads our output may have seen enough (`tumen feeds | head`). */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has printed its message
  process.stderr.write(`tumen: ${error instanceof UsageError ? error.message : describe(error)}\n`);
  return error instanceof UsageError ? 2 : 1;
}

function describe(error: unknown): string {
  const debug = process.argv.includes('--debug');
  return debug && error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
}
