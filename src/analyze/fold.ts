import { russianStemLength } from './stemmer.ts';

/**
 * A text made comparable: lower case, one space for any run of white space, plain quotes and hyphens, no accents, full-width
 * forms narrowed, Han variants mapped to one form, Cyrillic words cut to their stem, left-over HTML tags read as spaces.
 * `units[i]` comes from the code units `starts[i]` up to `ends[i]` of the original, so every match keeps valid offsets.
 */
export interface Folded {
  units: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  length: number;
}

export type HanMap = ReadonlyMap<number, number>;

const SPACE = 32;
const MAX_TAG = 300;
const isHighSurrogate = (c: number): boolean => c >= 0xd800 && c <= 0xdbff;
const isLowSurrogate = (c: number): boolean => c >= 0xdc00 && c <= 0xdfff;

/** Zero-width characters and the soft hyphen stand inside words and mean nothing. */
const isIgnorable = (c: number): boolean =>
  c === 0xad || (c >= 0x200b && c <= 0x200f) || c === 0xfeff || (c >= 0x202a && c <= 0x202e);

export const isCyrillic = (c: number): boolean => c >= 0x400 && c <= 0x52f;
export const isHangul = (c: number): boolean => c >= 0xac00 && c <= 0xd7a3;
export const isHan = (c: number): boolean => (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf);
export const isKana = (c: number): boolean => c >= 0x3040 && c <= 0x30ff;

const TABLE = buildTable();

/** The folded form of every BMP code unit on its own. */
function buildTable(): Uint16Array {
  const table = new Uint16Array(65_536);
  for (let c = 0; c < 65_536; c += 1) table[c] = foldUnit(c);
  return table;
}

function foldUnit(c: number): number {
  if (c <= SPACE || c === 0x7f || c === 0xa0 || c === 0x3000 || (c >= 0x2000 && c <= 0x200a)) return SPACE;
  if (c === 0x2028 || c === 0x2029 || c === 0x85) return SPACE;
  if (c === 0x2018 || c === 0x2019 || c === 0x02bc || c === 0x60 || c === 0xb4) return 39;
  if (c === 0x201c || c === 0x201d || c === 0xab || c === 0xbb) return 34;
  if (c === 0x2010 || c === 0x2011) return 45;
  if (c >= 0xff01 && c <= 0xff5e) return foldUnit(c - 0xfee0);
  if (c === 0x401 || c === 0x451) return 0x435; // ё is printed as е as often as not
  if (c >= 0xd800 && c <= 0xdfff) return 0xfffd;
  const lower = String.fromCharCode(c).toLowerCase();
  const unit = lower.length === 1 ? lower.charCodeAt(0) : c;
  if (unit < 0xc0 || unit > 0x24f) return unit;
  const base = String.fromCharCode(unit).normalize('NFD').charCodeAt(0);
  return base < 0x80 ? base : unit;
}

/** Folds a text. Linear in its length, whatever it holds. */
export function fold(text: string, han: HanMap): Folded {
  const n = text.length;
  const out: Folded = {
    units: new Uint16Array(n),
    starts: new Int32Array(n),
    ends: new Int32Array(n),
    length: 0,
  };
  let wordStart = -1; // where the Cyrillic word now being written began, in `units`
  for (let i = 0; i < n; i += 1) {
    const c = text.charCodeAt(i);
    if (isIgnorable(c)) continue;
    if (isHighSurrogate(c) && isLowSurrogate(text.charCodeAt(i + 1))) {
      if (wordStart >= 0) wordStart = cutStem(out, wordStart);
      push(out, 0xfffd, i, i + 2);
      i += 1;
      continue;
    }
    const tag = c === 60 ? tagEnd(text, i) : 0;
    let unit = tag > 0 ? SPACE : (TABLE[c] ?? c);
    if (isHan(unit)) unit = han.get(unit) ?? unit;
    if (isCyrillic(unit)) {
      if (wordStart < 0) wordStart = out.length;
    } else if (wordStart >= 0) wordStart = cutStem(out, wordStart);
    if (unit !== SPACE || (out.length > 0 && out.units[out.length - 1] !== SPACE)) {
      push(out, unit, i, tag > 0 ? tag : i + 1);
    }
    if (tag > 0) i = tag - 1;
  }
  if (wordStart >= 0) cutStem(out, wordStart);
  return out;
}

function push(out: Folded, unit: number, start: number, end: number): void {
  out.units[out.length] = unit;
  out.starts[out.length] = start;
  out.ends[out.length] = end;
  out.length += 1;
}

/** Cuts the word that ends here to its stem; its last unit then stands for the ending too. */
function cutStem(out: Folded, wordStart: number): -1 {
  const length = out.length - wordStart;
  const word = String.fromCharCode(...out.units.subarray(wordStart, Math.min(out.length, wordStart + 64)));
  const stem = length > 64 ? length : russianStemLength(word);
  if (stem < length) {
    out.ends[wordStart + stem - 1] = out.ends[out.length - 1] ?? 0;
    out.length = wordStart + stem;
  }
  return -1;
}

/** End of an HTML tag that starts at `at`, or 0: "<5 tons" is no tag, and a tag is short. */
function tagEnd(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  const letter = (next >= 97 && next <= 122) || (next >= 65 && next <= 90) || next === 47 || next === 33;
  if (!letter) return 0;
  for (let i = at + 2; i < text.length && i < at + MAX_TAG; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 62) return i + 1;
    if (c === 60) return 0;
  }
  return 0;
}
