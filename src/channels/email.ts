import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import type { SmtpConfig } from '../config.ts';
import { UsageError, messageOf } from '../errors.ts';
import type { Mailbox } from '../publish/address.ts';
import type { Channel, SendOutcome } from './channel.ts';
import { mailOptions } from './mime.ts';

const CONNECT_MS = 20_000;
const GREETING_MS = 20_000;
const SILENCE_MS = 60_000;
/** The whole of one delivery, waiting for a connection included: less than the three minutes for which a worker holds it. */
const DEADLINE_MS = 150_000;
/** Few, because mail servers count connections, and reused, because each costs a TLS handshake. */
const MAX_CONNECTIONS = 3;

/**
 * What DKIM signs. nodemailer's own list leaves out the header that RFC 8058 wants covered, and mailbox providers then ignore
 * the one-click unsubscribe.
 */
const SIGNED_HEADERS = [
  'From', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'Cc', 'MIME-Version', 'Content-Type',
  'Content-Transfer-Encoding', 'In-Reply-To', 'References', 'List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post',
  'Auto-Submitted',
].join(':'); // prettier-ignore

export interface EmailSettings extends SmtpConfig {
  from: Mailbox;
  /** PEM of a certificate authority to trust beside the usual ones, for a mail server with its own. */
  ca?: string;
  /** How long one delivery may take before it counts as not sent. */
  deadlineMs?: number;
}

/** Mail by SMTP. Throws UsageError where the DKIM key cannot be read. */
export function emailChannel(settings: EmailSettings): Channel {
  const transport = createTransport(poolOptions(settings));
  return {
    name: 'email',
    send: async (message) => {
      try {
        const signal = AbortSignal.timeout(settings.deadlineMs ?? DEADLINE_MS);
        const info = await transport.sendMail({ ...mailOptions(message, settings.from), signal });
        return { outcome: 'sent', providerId: info.response };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: async () => transport.close(),
  };
}

/** Why the server would take no mail of ours (it cannot be reached, lacks STARTTLS, refuses the login), or null. */
export async function mailRefusal(settings: EmailSettings): Promise<string | null> {
  const transport = createTransport(poolOptions(settings));
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return messageOf(error);
  } finally {
    transport.close();
  }
}

function poolOptions(settings: EmailSettings): SMTPPool.Options {
  const { host, port, secure, requireTls, user, password, dkim, ca } = settings;
  return {
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    host,
    port,
    secure,
    requireTLS: requireTls,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    ...(user !== null && { auth: { user, pass: password ?? '' } }),
    ...(ca !== undefined && { tls: { ca } }),
    ...(dkim && {
      dkim: {
        domainName: dkim.domain,
        keySelector: dkim.selector,
        privateKey: readKey(dkim.keyFile),
        headerFieldNames: SIGNED_HEADERS,
      },
    }),
  };
}

/** The steps at which a 5xx is about this message and its reader; before them it is about us or the server. */
const MESSAGE_STEPS: readonly unknown[] = ['RCPT TO', 'DATA'];

/**
 * A 5xx to recipient or content is the server's last word about this message. A 4xx, a login, sender or TLS that is refused, or a
 * lost connection may be the moment's or the operator's mistake. A line that breaks after the message was handed over counts as
 * not sent: the message is tried again under its Message-ID.
 */
function outcomeOf(error: unknown): SendOutcome {
  const reason = messageOf(error);
  const isPermanent =
    error instanceof Error &&
    'responseCode' in error &&
    Number(error.responseCode) >= 500 &&
    'command' in error &&
    MESSAGE_STEPS.includes(error.command);
  return isPermanent ? { outcome: 'rejected', reason } : { outcome: 'retryLater', reason, delayMs: null };
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`DKIM_KEY_FILE: ${messageOf(error)}`);
  }
}
