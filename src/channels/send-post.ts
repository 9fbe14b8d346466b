import type { HttpClient, PostRequest } from '../http/index.ts';
import type { SendOutcome } from './channel.ts';
import type { OutgoingPost } from './message.ts';
import { outcomeOf, type Post } from './post.ts';
import { withoutSecrets, type Environment, type Secret } from './secret.ts';

export interface PostMeans {
  http: HttpClient;
  environment: Environment;
  now: Date;
  timeoutMs: number;
}

/** Cut last: a secret that is cut in two would not be recognised. */
const MAX_REASON = 300;

/** A setting cannot be read: the operator can mend that, so the message waits. */
class UnreadableSetting extends Error {}

/** Sends a stored post once. No outcome holds a secret, whatever the service or the network said. */
export async function sendPost(
  post: Post,
  stored: OutgoingPost,
  { http, environment, now, timeoutMs }: PostMeans,
): Promise<SendOutcome> {
  const revealed: string[] = [];
  const reveal = (secret: Secret): string => {
    const result = secret.reveal(environment);
    if ('problem' in result) throw new UnreadableSetting(result.problem);
    revealed.push(...result.secrets);
    return result.text;
  };
  let request: PostRequest;
  try {
    request = post.request(stored.body, { id: idOf(stored), now, reveal });
  } catch (error) {
    if (!(error instanceof UnreadableSetting)) throw error;
    return { outcome: 'retryLater', reason: error.message, delayMs: null };
  }
  const answer = await http.post({ ...request, timeoutMs });
  const outcome = post.judge?.(answer) ?? outcomeOf(answer);
  if (outcome.outcome === 'sent') return outcome;
  return { ...outcome, reason: withoutSecrets(outcome.reason, revealed).slice(0, MAX_REASON) };
}

/** "msg_" and the hexadecimal digits of the message id: the signed text is joined by dots, so the id has none. */
function idOf({ messageId }: OutgoingPost): string {
  return `msg_${messageId.slice(1, messageId.indexOf('@'))}`;
}
