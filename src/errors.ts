/**
 * An error's class says what happens next (DESIGN 2.4). Expected misfortune (304, 404, no text) is no error at all but a
 * returned outcome; see src/queue/worker.ts for who reads these.
 */

/** Try again with the stage's back-off: it may have been the moment. */
export class RetryError extends Error {
  override name = 'RetryError';
}

/** Try again at or after a known time; costs no attempt (Retry-After, pace, a full mailbox). */
export class RetryLaterError extends Error {
  override name = 'RetryLaterError';
  readonly delayMs: number;
  constructor(message: string, delayMs: number) {
    super(message);
    this.delayMs = delayMs;
  }
}

/** Never again: the same input can only fail the same way. */
export class PermanentError extends Error {
  override name = 'PermanentError';
}

/** A mistake in what an operator or analyst wrote; the message says where, what and how to mend it. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The message of anything thrown; PGlite's file system throws plain objects with a number. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return isDiskFull(error) ? `${error.message}: ${MAKE_ROOM}` : error.message;
  if (typeof error !== 'object' || error === null) return String(error);
  const { message, errno } = error as { message?: unknown; errno?: unknown }; // anything may be thrown
  if (typeof message === 'string' && message !== '') return message;
  if (typeof errno !== 'number') return JSON.stringify(error);
  const known = WASM_ERRORS[errno];
  return known ?? `the database's file system failed with error ${errno}`;
}

const MAKE_ROOM = 'make room on the disk of the data folder, then start again; nothing stored is lost';

function isDiskFull(error: Error): boolean {
  return 'code' in error && error.code === 'ENOSPC';
}

/** Numbers of WASI, which are not those of the machine. */
const WASM_ERRORS: Readonly<Record<number, string>> = {
  2: 'permission denied while writing the database',
  29: 'input or output error while writing the database',
  51: `no space left on the disk for the database: ${MAKE_ROOM}`,
  63: 'not permitted to write the database',
  69: 'the database lies on a read-only file system',
};
