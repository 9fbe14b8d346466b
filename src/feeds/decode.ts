import { constants, gunzipSync } from 'node:zlib';
import { messageOf } from '../errors.ts';
import { decodeText, type Decoded } from '../text/charset.ts';
import { NotAFeedError } from './not-a-feed.ts';

/** Some servers compress a file that is compressed already. */
const MAX_LAYERS = 2;
const DECLARATION_BYTES = 1024;
const LANGUAGE_BYTES = 8192;

/**
 * The text of a feed document: gzip unpacked, encoding found out (see src/text/charset.ts) with the help of the HTTP
 * header, the XML declaration and the language that the feed states.
 * @throws NotAFeedError "too-large" above `maxBytes`, before or after unpacking; "binary" if gzip data is broken.
 */
export function decodeBytes(
  bytes: Uint8Array,
  { contentType, maxBytes }: { contentType?: string | null | undefined; maxBytes: number },
): Decoded {
  const plain = unpack(bytes, maxBytes);
  const head = latin1(plain, LANGUAGE_BYTES);
  return decodeText(plain, {
    contentType,
    declared: /<\?xml[^>]{0,200}?encoding\s{0,4}=\s{0,4}["']?\s{0,4}([\w.:+-]{1,40})/iu.exec(
      head.slice(0, DECLARATION_BYTES),
    )?.[1],
    language: (
      /<language>\s{0,20}([a-z-]{2,7})/iu.exec(head) ??
      /xml:lang\s{0,4}=\s{0,4}["']([a-z-]{2,7})/iu.exec(head)
    )?.[1],
  });
}

function unpack(bytes: Uint8Array, maxBytes: number): Uint8Array {
  checkSize(bytes, maxBytes);
  let plain = bytes;
  for (let layer = 0; layer < MAX_LAYERS && plain[0] === 0x1f && plain[1] === 0x8b; layer += 1) {
    plain = gunzip(plain, maxBytes);
  }
  return plain;
}

function checkSize({ byteLength }: Uint8Array, maxBytes: number): void {
  if (byteLength > maxBytes) throw tooLarge(maxBytes);
}

function gunzip(bytes: Uint8Array, maxBytes: number): Uint8Array {
  try {
    // A cut-off end is no reason to lose what came before it.
    return gunzipSync(bytes, { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new NotAFeedError('binary', `broken gzip data (${messageOf(error)})`);
  }
}

/** The error for a document above the limit. */
export function tooLarge(maxBytes: number): NotAFeedError {
  return new NotAFeedError(
    'too-large',
    `more than the ${Math.floor(maxBytes / 1024 / 1024)} MB that are allowed`,
  );
}

function latin1(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.byteLength)).toString('latin1');
}
