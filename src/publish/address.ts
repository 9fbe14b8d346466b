/** RFC 5321 limits: 64 octets before the @, 254 for the whole path. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

// The unquoted local part of RFC 5322 (dot-atom) and host names of letters, digits and hyphens. Quoted local parts,
// comments, groups and address literals are legal mail syntax that nobody's mailbox needs and smugglers do.
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/iu;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/iu;
const LINE_BREAKING = /[\p{Cc}\p{Zl}\p{Zp}]/u;
// Controls, line separators, and the marks that reorder text so that it reads as something else.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/**
 * Whether a text is exactly one mail address and nothing else: one "@", no spaces, commas, quotes, brackets or control
 * characters, a host name with a dot (or "localhost"). International hosts are written in their "xn--" form.
 */
export function isMailAddress(text: string): boolean {
  if (text.length > MAX_ADDRESS) return false;
  const parts = text.split('@');
  const [local, host] = parts;
  if (parts.length !== 2 || !local || !host) return false;
  return local.length <= MAX_LOCAL && LOCAL.test(local) && isHostName(host);
}

function isHostName(host: string): boolean {
  const labels = host.split('.');
  if (!labels.every((label) => LABEL.test(label))) return false;
  return host.toLowerCase() === 'localhost' || labels.length > 1;
}

/** Whether a text stays on one line wherever it is put: no control characters or line separators. */
export function isPlainLine(text: string): boolean {
  return !LINE_BREAKING.test(text);
}

/** The text on one line: control characters, line separators and direction overrides become single spaces. */
export function toPlainLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').replace(/ {2,}/gu, ' ').trim();
}

export interface Mailbox {
  name: string;
  address: string;
}

/** Reads "Name <address>" or a bare address; null where it is not exactly one mailbox. */
export function parseMailbox(text: string): Mailbox | null {
  const match = /^(?:"?([^"<>@,;]*?)"? ?<([^<>]+)>|([^<>\s]+))$/u.exec(text.trim());
  const address = match?.[2] ?? match?.[3];
  if (!match || !address || !isMailAddress(address)) return null;
  const name = match[1] ?? '';
  return isPlainLine(name) ? { name: name.trim(), address } : null;
}
