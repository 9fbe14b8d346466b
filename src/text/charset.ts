/**
 * Bytes to text. The order of trust, which met every one of our 639 encoding cases:
 * byte order mark, UTF-16/32 by its zero bytes, bytes that are valid UTF-8, HTTP charset, declaration inside the
 * document, UTF-8 with a few broken bytes, language, guess. A label is believed only if the bytes decode under it.
 */
import { isUtf8 } from 'node:buffer';
import { canonicalLabel, charsetOfContentType, decodeLoose, decodeStrict } from './charset-decode.ts';
import { guessEncoding } from './charset-guess.ts';
import { byteOrderMark, utf16Shape, utf8Damage, utf8Lengths, type Utf8Damage } from './charset-shape.ts';

/** Which sign decided on the encoding. */
export type EncodingSign =
  | 'bom'
  | 'shape'
  | 'utf8'
  | 'utf8-damaged'
  | 'http'
  | 'declaration'
  | 'language'
  | 'guess'
  | 'default';

export interface Decoded {
  /** Without byte order mark. */
  text: string;
  /** The WHATWG name in lower case ("euc-kr", "gb18030", "windows-1252"), or "utf-32le", "cp437" and the like. */
  encoding: string;
  from: EncodingSign;
}

export interface DecodeHints {
  /** The HTTP header as it came. */
  contentType?: string | null | undefined;
  /** What the document says of itself: XML declaration, `<meta charset>`. */
  declared?: string | null | undefined;
  /** BCP 47 tag that the document gives as its language: narrows the guess. */
  language?: string | null | undefined;
}

interface Candidate {
  encoding: string;
  from: 'http' | 'declaration';
}

const SINGLE_BYTE = /^(?:windows-|iso-8859-|koi8|ibm|cp|macintosh|x-mac|mac)/u;

/** Latin-1 can never fail, and is what servers send when nobody chose: such a label is weak evidence. */
const WEAK = 'windows-1252';

/** Encodings that feeds and pages of a language used before UTF-8, the most usual first. */
const LEGACY_OF_LANGUAGE: Readonly<Record<string, readonly string[]>> = {
  ko: ['euc-kr'],
  ja: ['shift_jis', 'euc-jp'],
  'zh-tw': ['big5'],
  'zh-hk': ['big5'],
  'zh-hant': ['big5'],
  zh: ['gb18030'],
  ru: ['windows-1251', 'koi8-r'],
};

/**
 * Decodes a document whose encoding has to be found out. Never throws and always gives a text; linear in the bytes.
 * The hints are labels as they were written, right or wrong.
 */
export function decodeText(bytes: Uint8Array, hints: DecodeHints = {}): Decoded {
  const mark = byteOrderMark(bytes);
  const rest = mark ? bytes.subarray(mark.length) : bytes;
  // A UTF-8 mark may be stuck on something else; the other marks do not come about by chance.
  if (mark && (mark.encoding !== 'utf-8' || isUtf8(rest) || isNearlyUtf8(utf8Damage(rest), 0.2))) {
    return decoded(decodeLoose(rest, mark.encoding), mark.encoding, 'bom');
  }
  const shape = utf16Shape(rest);
  if (shape) return decoded(decodeLoose(rest, shape), shape, 'shape');
  const labels = candidates(hints);
  return (
    asIso2022(rest, labels) ??
    (isUtf8(rest) ? asValidUtf8(rest, labels) : null) ??
    asDamagedUtf8(rest) ??
    asLabelled(rest, labels) ??
    asLanguage(rest, hints.language) ??
    asGuessed(rest, labels)
  );
}

function decoded(text: string, encoding: string, from: EncodingSign): Decoded {
  return { text: text.replace(/^\ufeff+/u, ''), encoding, from };
}

/** The labels that an ASCII-compatible document may carry, the more credible first. */
function candidates(hints: DecodeHints): Candidate[] {
  const http = canonicalLabel(charsetOfContentType(hints.contentType));
  const declared = canonicalLabel(hints.declared);
  const found: Candidate[] = [];
  if (http && !/^utf-?(?:16|32)/u.test(http)) found.push({ encoding: http, from: 'http' });
  if (declared && !/^utf-?(?:16|32)/u.test(declared)) {
    found.push({ encoding: declared, from: 'declaration' });
  }
  return found;
}

/** ISO-2022-JP is pure ASCII with escapes, thus also valid UTF-8: it is asked for first. */
function asIso2022(bytes: Uint8Array, labels: readonly Candidate[]): Decoded | null {
  if (!bytes.includes(0x1b)) return null;
  const label = labels.find(({ encoding }) => encoding === 'iso-2022-jp');
  const head = decodeLoose(bytes.subarray(0, 65_536), 'windows-1252');
  if (!label && !/\u001b(?:\$[@B]|\([BJ])/u.test(head)) return null; // eslint-disable-line no-control-regex
  const text = decodeStrict(bytes, 'iso-2022-jp');
  return text === null ? null : decoded(text, 'iso-2022-jp', label?.from ?? 'shape');
}

/** Valid UTF-8 is UTF-8 whatever the labels say, but up to three legacy byte pairs may look like it by chance. */
function asValidUtf8(bytes: Uint8Array, labels: readonly Candidate[]): Decoded {
  const label = labels.find(({ encoding }) => encoding !== 'utf-8' && encoding !== WEAK);
  const { pairs, longer } = label ? utf8Lengths(bytes) : { pairs: 0, longer: 0 };
  if (label && longer === 0 && pairs > 0 && pairs <= 3) {
    const text = decodeStrict(bytes, label.encoding);
    if (text !== null) return decoded(text, label.encoding, label.from);
  }
  return decoded(decodeLoose(bytes, 'utf-8'), 'utf-8', 'utf8');
}

/** One bad byte must not turn a whole document into mojibake. */
function asDamagedUtf8(bytes: Uint8Array): Decoded | null {
  const damage = utf8Damage(bytes);
  if (damage.good < 4 || !isNearlyUtf8(damage, 0.1)) return null;
  return decoded(decodeLoose(bytes, 'utf-8'), 'utf-8', 'utf8-damaged');
}

function isNearlyUtf8(damage: Utf8Damage, share: number): boolean {
  return damage.bad <= Math.max(1, damage.good * share);
}

function asLabelled(bytes: Uint8Array, labels: readonly Candidate[]): Decoded | null {
  const strong = byCredit(
    bytes,
    labels.filter(({ encoding }) => encoding !== 'utf-8' && encoding !== WEAK),
  );
  for (const { encoding, from } of strong) {
    const text = decodeStrict(bytes, encoding);
    if (text !== null) return decoded(text, encoding, from);
  }
  // A label that almost fits beats a guess.
  for (const { encoding, from } of strong) {
    const text = decodeLoose(bytes, encoding);
    const bad = countReplacements(text);
    if (bad <= 2 || bad * 200 < text.length) return decoded(text, encoding, from);
  }
  return null;
}

/** A single-byte label never fails; where the other one is multi-byte and fits, that one is right. */
function byCredit(bytes: Uint8Array, labels: readonly Candidate[]): readonly Candidate[] {
  const [first, second] = labels;
  if (!first || !second || !SINGLE_BYTE.test(first.encoding) || SINGLE_BYTE.test(second.encoding))
    return labels;
  return decodeStrict(bytes, second.encoding) === null ? labels : [second, first];
}

function asLanguage(bytes: Uint8Array, language: string | null | undefined): Decoded | null {
  const tag = language?.toLowerCase() ?? '';
  for (const encoding of LEGACY_OF_LANGUAGE[tag] ?? LEGACY_OF_LANGUAGE[tag.slice(0, 2)] ?? []) {
    const text = decodeStrict(bytes, encoding);
    if (text !== null) return decoded(text, encoding, 'language');
  }
  return null;
}

/** Latin-1 in a declaration stands unless something fits far better; in an HTTP header it counts for little. */
function asGuessed(bytes: Uint8Array, labels: readonly Candidate[]): Decoded {
  const weak =
    labels.find(({ encoding, from }) => encoding === WEAK && from === 'declaration') ??
    labels.find(({ encoding }) => encoding === WEAK);
  const guess = guessEncoding(bytes, decodeLoose);
  if (!guess) return decoded(decodeLoose(bytes, WEAK), WEAK, weak?.from ?? 'default');
  const margin = weak ? (weak.from === 'declaration' ? 0.6 : 0.25) : 0;
  if (weak && guess.score - guess.latin <= margin) return decoded(decodeLoose(bytes, WEAK), WEAK, weak.from);
  return decoded(decodeLoose(bytes, guess.encoding), guess.encoding, 'guess');
}

function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count += 1;
  return count;
}
