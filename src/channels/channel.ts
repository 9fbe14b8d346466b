import type { OutgoingMessage } from './message.ts';

/** What became of one message. Only what no retry can change is "rejected". */
export type SendOutcome =
  | { outcome: 'sent'; providerId: string | null }
  /** `delayMs` where the other side said how long to wait; null leaves it to the stage's back-off. */
  | { outcome: 'retryLater'; reason: string; delayMs: number | null }
  | { outcome: 'rejected'; reason: string };

/** A way to reach a reader. One file each in this folder, with its own settings. */
export interface Channel {
  readonly name: string;
  /** Sends one message to its one recipient. What the other side answers is an outcome; only programming errors throw. */
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /** Lets go of connections. */
  close(): Promise<void>;
}
