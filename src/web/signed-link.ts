import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '../store/database.ts';
import { settingOnce } from '../store/settings.ts';

/** What is kept as sent and can be read as a page. */
export const SENT_KINDS = ['digest', 'alert', 'burst', 'escalation'] as const;

/** What a link in a mail lets its holder do, and nothing else: no log-in stands behind it. */
const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('unsubscribe'), subscriber: z.string() }),
  z.strictObject({ do: z.literal('read'), kind: z.enum(SENT_KINDS), id: z.string() }),
  z.strictObject({ do: z.literal('acknowledge'), subscriber: z.string(), event: z.string() }),
  z.strictObject({ do: z.literal('acknowledgeAll'), subscriber: z.string(), burst: z.string() }),
  z.strictObject({
    do: z.literal('judge'),
    subscriber: z.string(),
    event: z.string(),
    verdict: z.enum(['not_relevant', 'wrong']),
  }),
]);

export type LinkRequest = z.output<typeof requestSchema>;

const SECRET_SETTING = 'link_secret';
const SECRET_BYTES = 32;

/** Signs and reads the links of mails. */
export interface LinkSigner {
  /** The address of the page that is read, or on which the request is confirmed. */
  urlOf(publicUrl: string, request: LinkRequest): string;
  /** The request of a token, or null where it was not signed here. */
  read(token: string): LinkRequest | null;
}

/** The secret is made once and lives in the database: every process signs alike, and a restored backup keeps old links alive. */
export async function createLinkSigner(db: Db): Promise<LinkSigner> {
  const stored = await settingOnce(db, SECRET_SETTING, randomBytes(SECRET_BYTES).toString('base64url'));
  const secret = Buffer.from(z.string().min(SECRET_BYTES).parse(stored), 'base64url');
  const macOf = (payload: string): Buffer => createHmac('sha256', secret).update(payload).digest();
  return {
    urlOf: (publicUrl, request) => {
      const payload = Buffer.from(JSON.stringify(request)).toString('base64url');
      const token = `${payload}.${macOf(payload).toString('base64url')}`;
      return new URL(`reader/${token}`, `${publicUrl.replace(/\/+$/u, '')}/`).href;
    },
    read: (token) => {
      const [payload = '', mac = ''] = token.split('.');
      const given = Buffer.from(mac, 'base64url');
      const expected = macOf(payload);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return requestSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))); // we signed it
    },
  };
}
