/** What bytes show of their encoding before any of them is decoded. All of it is one pass. */

export interface ByteOrderMark {
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';
  length: number;
}

/** The four-byte marks come first: that of UTF-32LE begins with that of UTF-16LE. */
const MARKS: readonly { encoding: ByteOrderMark['encoding']; bytes: readonly number[] }[] = [
  { encoding: 'utf-32be', bytes: [0x00, 0x00, 0xfe, 0xff] },
  { encoding: 'utf-32le', bytes: [0xff, 0xfe, 0x00, 0x00] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
];

export function byteOrderMark(bytes: Uint8Array): ByteOrderMark | null {
  const mark = MARKS.find((candidate) => candidate.bytes.every((byte, i) => bytes[i] === byte));
  return mark ? { encoding: mark.encoding, length: mark.bytes.length } : null;
}

/** Enough to see the pattern of zero bytes. */
const SHAPE_BYTES = 4096;

/**
 * UTF-16 or UTF-32 without a mark, by where the zero bytes stand. Markup is ASCII even where the text is Chinese, so
 * the first "<" counts as much as the share of zeros.
 */
export function utf16Shape(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | null {
  const size = Math.min(bytes.length & ~3, SHAPE_BYTES);
  if (size < 8) return null;
  const zeros: [number, number, number, number] = [0, 0, 0, 0];
  for (let i = 0; i < size; i += 1) {
    if (bytes[i] === 0) zeros[(i & 3) as 0 | 1 | 2 | 3] += 1; // & 3 cannot leave 0..3
  }
  const [a, b, c, d] = zeros.map((count) => count / (size / 4)) as [number, number, number, number]; // map keeps length
  if (a > 0.9 && b > 0.9 && c > 0.7 && d < 0.3) return 'utf-32be';
  if (d > 0.9 && c > 0.9 && b > 0.7 && a < 0.3) return 'utf-32le';
  if (bytes[0] === 0x3c && bytes[1] === 0 && bytes[2] !== 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c && bytes[3] !== 0) return 'utf-16be';
  const even = (a + c) / 4;
  const odd = (b + d) / 4;
  if (odd > 0.2 && even < 0.02) return 'utf-16le';
  if (even > 0.2 && odd < 0.02) return 'utf-16be';
  return null;
}

/** Sequences of non-ASCII bytes that are UTF-8, and bytes that are in none. */
export interface Utf8Damage {
  good: number;
  bad: number;
}

export function utf8Damage(bytes: Uint8Array): Utf8Damage {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      i += 1;
      continue;
    }
    const length = utf8Length(lead);
    if (length > 0 && hasTail(bytes, i, length)) {
      good += 1;
      i += length;
    } else {
      bad += 1;
      i += 1;
    }
  }
  return { good, bad };
}

function utf8Length(lead: number): number {
  if (lead >= 0xf5 || lead < 0xc2) return 0;
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

function hasTail(bytes: Uint8Array, at: number, length: number): boolean {
  for (let k = 1; k < length; k += 1) if (((bytes[at + k] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}

/** In valid UTF-8: how many characters take two bytes, and how many take more. */
export function utf8Lengths(bytes: Uint8Array): { pairs: number; longer: number } {
  let pairs = 0;
  let longer = 0;
  for (const byte of bytes) {
    if (byte >= 0xe0) longer += 1;
    else if (byte >= 0xc2) pairs += 1;
  }
  return { pairs, longer };
}
