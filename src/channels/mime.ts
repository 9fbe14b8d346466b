import type { SendMailOptions } from 'nodemailer';
import { toPlainLine } from '../publish/address.ts';
import type { Mailbox } from '../publish/address.ts';
import type { OutgoingMessage } from './message.ts';

/**
 * The message in nodemailer's terms: text and HTML as alternatives, threading, and the headers by which mailbox providers
 * recognise wanted bulk mail (List-Id, RFC 8058 one-click unsubscribe, Auto-Submitted). Addresses are passed as objects and the
 * envelope is explicit, so that no text can add a recipient; names and subject are put on one line.
 */
export function mailOptions(message: OutgoingMessage, from: Mailbox): SendMailOptions {
  const { to, references } = message;
  return {
    from: { name: toPlainLine(from.name), address: from.address },
    to: { name: toPlainLine(to.name), address: to.address },
    envelope: { from: from.address, to: [to.address] },
    subject: toPlainLine(message.subject),
    text: message.text,
    html: message.html,
    textEncoding: 'quoted-printable',
    attachments: message.attachments,
    messageId: message.messageId,
    date: new Date(message.date),
    inReplyTo: references.at(-1),
    references: references.join(' ') || undefined,
    headers: listHeaders(message, from),
    // Else a random one: the same message is then the same bytes at every try.
    baseBoundary: message.messageId.replaceAll(/\W/gu, '').slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function listHeaders({ kind, unsubscribe }: OutgoingMessage, from: Mailbox): Record<string, string> {
  const { mailto, url } = unsubscribe;
  const targets = [url, mailto && `mailto:${mailto}?subject=unsubscribe`]
    .filter(Boolean)
    .map((target) => `<${target}>`);
  return {
    'List-Id': `Tumen ${kind}s <${kind}s.tumen.${domainOf(from)}>`,
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(targets.length > 0 && { 'List-Unsubscribe': targets.join(', ') }),
    ...(url && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  };
}

/** The part of an address behind the "@". */
export function domainOf(mailbox: Mailbox): string {
  return mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1);
}
