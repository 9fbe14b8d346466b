import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import type { SmtpConfig } from '../config.ts';
import { UsageError, messageOf } from '../errors.ts';
import type { Mailbox } from '../publish/address.ts';
import type { Channel, SendOutcome } from './channel.ts';
import { mailOptions } from './mime.ts';

/** A server that is slower than this is treated as gone; the sum stays below the three minutes that a delivery is held for. */
const CONNECT_MS = 20_000;
const GREETING_MS = 20_000;
const SILENCE_MS = 60_000;
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
}

/** Mail by SMTP. Throws UsageError where the DKIM key cannot be read. */
export function emailChannel(settings: EmailSettings): Channel {
  const transport = createTransport(poolOptions(settings));
  return {
    name: 'email',
    send: async (message) => {
      try {
        const info = await transport.sendMail(mailOptions(message, settings.from));
        return { outcome: 'sent', providerId: info.response };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: async () => transport.close(),
  };
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

/**
 * 5xx is the server's last word about this message; 4xx, a refused login or a lost connection may be the moment's. A line that
 * breaks after the message was handed over counts as not sent: the message is tried again under its Message-ID.
 */
function outcomeOf(error: unknown): SendOutcome {
  const reason = messageOf(error);
  const { responseCode, code } = smtpError(error);
  // A wrong password answers 535, but it is the operator's mistake and no reason to give up a reader's mail.
  const isPermanent = responseCode >= 500 && code !== 'EAUTH';
  return isPermanent ? { outcome: 'rejected', reason } : { outcome: 'retryLater', reason, delayMs: null };
}

function smtpError(error: unknown): { responseCode: number; code: string | null } {
  const fields = error instanceof Error ? error : new Error(String(error));
  return {
    responseCode:
      'responseCode' in fields && typeof fields.responseCode === 'number' ? fields.responseCode : 0,
    code: 'code' in fields && typeof fields.code === 'string' ? fields.code : null,
  };
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`DKIM_KEY_FILE: ${messageOf(error)}`);
  }
}
