/** Labels of encodings, and decoding under a label that is settled. */
import iconv from 'iconv-lite';

/** Labels met in the wild that TextDecoder does not know, and those that browsers widen. */
const ALIASES: Readonly<Record<string, string>> = {
  cp936: 'gb18030',
  ms936: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  ms949: 'euc-kr',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  'x-windows-949': 'euc-kr',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp950: 'big5',
  win1251: 'windows-1251',
  win1252: 'windows-1252',
  utf16: 'utf-16',
  utf_16: 'utf-16',
  u16: 'utf-16',
  utf_8: 'utf-8',
  'utf-8-bom': 'utf-8',
  'iso8859-1': 'windows-1252',
};

/** What TextDecoder lacks and iconv-lite may read; never its "base64", "hex" or UTF-7. */
const ICONV_ONLY = /^(?:utf-?32(?:le|be)?|(?:cp|ibm)\d{3,4}|mac[a-z]{0,12})$/u;

/** The name under which the decoders below know a label, or null where nobody knows it. */
export function canonicalLabel(label: string | null | undefined): string | null {
  const asked = label
    ?.trim()
    .replace(/^["']|["']$/gu, '')
    .toLowerCase();
  if (!asked) return null;
  const name = ALIASES[asked] ?? asked;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return ICONV_ONLY.test(name) && iconv.encodingExists(name) ? name : null;
  }
}

/** The charset parameter of a Content-Type header, as written. */
export function charsetOfContentType(contentType: string | null | undefined): string | null {
  return /charset\s{0,4}=\s{0,4}["']?\s{0,4}([\w.:+-]{1,40})/iu.exec(contentType ?? '')?.[1] ?? null;
}

/** The text under a canonical label, or null if a single byte does not fit. */
export function decodeStrict(bytes: Uint8Array, encoding: string): string | null {
  if (needsIconv(encoding)) {
    const text = decodeLoose(bytes, encoding);
    return text.includes('\ufffd') ? null : text;
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The text under a canonical label, U+FFFD for what does not fit. */
export function decodeLoose(bytes: Uint8Array, encoding: string): string {
  if (!needsIconv(encoding)) return new TextDecoder(encoding).decode(bytes);
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}

/** From 20.18.3 on Node's TextDecoder reads windows-1252 as Latin-1 and loses curly quotes, dashes and the euro sign. */
function needsIconv(encoding: string): boolean {
  return encoding === 'windows-1252' || ICONV_ONLY.test(encoding);
}
