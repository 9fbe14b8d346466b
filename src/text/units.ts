/** Said of a code unit by a rewriting function: it goes. */
export const DROP = -1;

/**
 * Rewrites a text code unit by code unit in one pass. A regex with as many matches as a text has characters takes
 * seconds and hundreds of megabytes where this takes milliseconds. `previous` and `next` are those of the original
 * text, 0 at its ends.
 */
export function rewriteUnits(
  text: string,
  rewrite: (unit: number, previous: number, next: number) => number,
): string {
  const units = new Uint16Array(text.length);
  let length = 0;
  let highest = 0;
  let previous = 0;
  let unit = text.charCodeAt(0);
  for (let i = 0; i < text.length; i += 1) {
    const next = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
    const written = rewrite(unit, previous, next);
    if (written !== DROP) {
      units[length] = written;
      length += 1;
      if (written > highest) highest = written;
    }
    previous = unit;
    unit = next;
  }
  const kept = units.subarray(0, length);
  // Latin-1 takes one byte a character in memory, anything else two.
  if (highest < 0x100) return Buffer.from(kept).toString('latin1');
  return Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength).toString('utf16le');
}
