import type { HttpClient, PostRequest } from '../http/index.ts';
import type { SendOutcome } from './channel.ts';
import type { OutgoingPost } from './message.ts';
import { outcomeOf, type Post } from './post.ts';
import { withoutSecrets, type Environment, type Secret } from './secret.ts';

/** A service that takes longer counts as not there: four workers share all deliveries. */
const TIMEOUT_MS = 15_000;

/** A setting cannot be read: the operator can mend that, so the message waits. */
class UnreadableSetting extends Error {}

/** Sends a stored post once. No outcome holds a secret, whatever the service or the network said. */
export async function sendPost(
  post: Post,
  stored: OutgoingPost,
  { http, environment, now }: { http: HttpClient; environment: Environment; now: Date },
): Promise<SendOutcome> {
  const revealed: string[] = [];
  const reveal = (secret: Secret): string => {
    const result = secret.reveal(environment);
    if ('problem' in result) throw new UnreadableSetting(result.problem);
    revealed.push(result.text);
    return result.text;
  };
  let request: PostRequest;
  try {
    request = post.request(stored.body, { id: idOf(stored), now, reveal });
  } catch (error) {
    if (!(error instanceof UnreadableSetting)) throw error;
    return { outcome: 'retryLater', reason: error.message, delayMs: null };
  }
  const answer = await http.post({ timeoutMs: TIMEOUT_MS, ...request });
  const outcome = post.judge?.(answer) ?? outcomeOf(answer);
  if (outcome.outcome === 'sent') return outcome;
  return { ...outcome, reason: withoutSecrets(outcome.reason, [...revealed, request.url]) };
}

/** "msg_" and the hexadecimal digits of the message id: the signed text is joined by dots, so the id has none. */
function idOf({ messageId }: OutgoingPost): string {
  return `msg_${messageId.slice(1, messageId.indexOf('@'))}`;
}
