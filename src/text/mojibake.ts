/** Text that some program upstream decoded with the wrong table. */

import { rewriteUnits } from './units.ts';

/** What windows-1252 has at 0x80 to 0x9F; the five holes stay the controls that they are. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const BYTE_OF: ReadonlyMap<number, number> = new Map(
  Array.from(HIGH, (char, i): [number, number] => [char.charCodeAt(0), 0x80 + i]),
);

/** A lead byte of UTF-8 and a byte that follows one, each shown as its windows-1252 character. */
const TWICE_ENCODED = new RegExp(`[\u00c2-\u00f4][\u0080-\u00bf${HIGH}]`, 'u');
const LATIN_SUPPLEMENT = /[\u0080-\u00ff]/u;
const C1_CONTROL = /[\u0080-\u009f]/u;

/** Longer texts are bodies, of which a part may be sound: they are not taken back as a whole. */
const MAX_TWICE_ENCODED = 1_000_000;

/**
 * Mends the two usual accidents: a text that is UTF-8 read as windows-1252 ("â€™" for "’"), and C1 controls that stand
 * for windows-1252 characters. Anything else comes back as it was.
 */
export function mendMojibake(text: string): string {
  if (!LATIN_SUPPLEMENT.test(text)) return text;
  const mended = text.length <= MAX_TWICE_ENCODED && TWICE_ENCODED.test(text) ? decodeTwice(text) : null;
  if (mended !== null) return mended;
  if (!C1_CONTROL.test(text)) return text;
  return rewriteUnits(text, (unit) => (unit >= 0x80 && unit <= 0x9f ? HIGH.charCodeAt(unit - 0x80) : unit));
}

/** Null unless every character is one of windows-1252 and together they are valid UTF-8: no chance hit is likely. */
function decodeTwice(text: string): string | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const byte = code < 0x100 ? code : BYTE_OF.get(code);
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
