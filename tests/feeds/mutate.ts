/** Random damage to documents, the same for the same seed. */

/** A small pseudo-random generator (mulberry32): numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PIECES: readonly string[] = [
  ['<', '>', '&', '"', "'", '/', '</', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '<!DOCTYPE x ['],
  ['\0', '\r\n', '\r', '&nbsp;', '&#1;', '&#xD800;', '&amp;lt;', '한', '\ud83d', 'â€™', '\u0085', '\ufeff'],
  ['<br>', '<p', '</item>', '<item>', '<item/>', '</entry>', '</channel>', '</rss>', '<a href="x">'],
  ['<title type="xhtml"><div>', ' xml:base="../"', '{', '}', '[', ',', '\\u', '\\'],
].flat();

/** One to four wounds: something lost, put in, doubled or turned into another byte. */
export function mutate(document: Uint8Array, random: () => number): Uint8Array {
  let bytes = Buffer.from(document);
  const wounds = 1 + Math.floor(random() * 4);
  for (let i = 0; i < wounds; i += 1) bytes = wound(bytes, random);
  return bytes;
}

function wound(bytes: Buffer, random: () => number): Buffer<ArrayBuffer> {
  const at = Math.floor(random() * bytes.length);
  const before = bytes.subarray(0, at);
  const after = (skip: number): Buffer => bytes.subarray(at + skip);
  const length = Math.floor(random() ** 3 * 400);
  switch (Math.floor(random() * 6)) {
    case 0:
      return Buffer.from(before); // cut off
    case 1:
      return Buffer.concat([before, after(length)]);
    case 2:
      return Buffer.concat([before, bytes.subarray(Math.max(0, at - length), at), after(0)]);
    case 3:
      return Buffer.concat([before, Buffer.from([Math.floor(random() * 256)]), after(1)]);
    default:
      return Buffer.concat([
        before,
        Buffer.from(PIECES[Math.floor(random() * PIECES.length)] ?? ''),
        after(0),
      ]);
  }
}
