import { errors } from 'undici';
import { messageOf } from '../errors.ts';
import { EncodingError, TooLargeError } from './body.ts';
import { GuardError } from './guard.ts';
import type { HttpOutcome } from './types.ts';

const TIMEOUT_CODES = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/**
 * The outcome that an error of the transport stands for, or null when it is none of the network's doing: a mistake in
 * our own code must not pass for a failing host.
 */
export function failureOutcome(
  error: unknown,
  limits: { maxBytes: number; timeoutMs: number },
): HttpOutcome | null {
  if (error instanceof GuardError) return { outcome: 'refused', reason: 'guard', message: error.message };
  if (error instanceof TooLargeError) return { outcome: 'tooLarge', limit: limits.maxBytes };
  if (error instanceof EncodingError) {
    return { outcome: 'networkError', code: 'CONTENT_ENCODING', message: error.message };
  }
  const code = networkCode(error);
  if (code === null) return null;
  if (TIMEOUT_CODES.has(code)) return { outcome: 'timeout', timeoutMs: limits.timeoutMs };
  return { outcome: 'networkError', code, message: messageOf(error) || code };
}

function networkCode(error: unknown): string | null {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof errors.HTTPParserError ? 'HPE_INVALID' : null; // some of these carry no code
}
