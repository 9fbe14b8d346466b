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

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
