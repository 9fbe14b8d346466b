import type { HttpOk, HttpOutcome } from './types.ts';

/** Why nothing usable came, in one line. */
export function describeFailure(answer: Exclude<HttpOutcome, HttpOk>): string {
  switch (answer.outcome) {
    case 'httpError':
      return answer.challenge ? `HTTP ${answer.status}, a bot check` : `HTTP ${answer.status}`;
    case 'refused':
      return `refused (${answer.reason}): ${answer.message}`;
    case 'networkError':
      return `${answer.code}: ${answer.message}`;
    case 'timeout':
      return `no complete answer within ${answer.timeoutMs / 1000} s`;
    case 'tooLarge':
      return `larger than ${answer.limit} bytes`;
    case 'paced':
      return `the host's pace asks to wait ${answer.waitMs} ms`;
    default:
      return 'HTTP 304: nothing new';
  }
}
