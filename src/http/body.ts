import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';

/** What we ask servers for; Node 20 cannot undo zstd, so it is not offered. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

/** Two layers are seen in the wild (a proxy compressing anew); more are an attack. */
const MAX_ENCODINGS = 3;

/** The answer is larger than the caller's cap, on the wire or after decompression. */
export class TooLargeError extends Error {
  override name = 'TooLargeError';
}

/** The body's compression is unknown or broken. */
export class EncodingError extends Error {
  override name = 'EncodingError';
}

/**
 * Reads a body of at most `limit` bytes. Past that it throws TooLargeError, or with `truncate` returns the first
 * `limit` bytes; either way the connection is dropped, so that an endless body costs nothing more.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  limit: number,
  truncate = false,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > limit && truncate) break;
    if (size > limit) throw new TooLargeError(`more than ${limit} bytes`);
  }
  const whole = Buffer.concat(chunks, size);
  return whole.subarray(0, Math.min(size, limit));
}

/**
 * Undoes Content-Encoding, never producing more than `limit` bytes per layer. A truncated body gives what is there;
 * a body that is not compressed although the header says so is returned as it is.
 */
export async function decodeBody(
  bytes: Uint8Array,
  contentEncoding: string | undefined,
  limit: number,
): Promise<Uint8Array> {
  const names = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MAX_ENCODINGS) throw new EncodingError(`${names.length} layers of compression`);
  let decoded = bytes;
  for (const name of names.toReversed()) {
    if (decoded.byteLength > 0) decoded = await decodeLayer(decoded, name, limit);
  }
  return decoded;
}

async function decodeLayer(bytes: Uint8Array, name: string, limit: number): Promise<Uint8Array> {
  const zlib: ZlibOptions = { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    switch (name) {
      case 'gzip':
      case 'x-gzip':
        return isGzip(bytes) ? await promisify(gunzip)(bytes, zlib) : bytes;
      case 'deflate':
        // Servers disagree on whether "deflate" has the zlib header; its first nibble is 8 where it does.
        return ((bytes[0] ?? 0) & 0x0f) === 8
          ? await promisify(inflate)(bytes, zlib)
          : await promisify(inflateRaw)(bytes, zlib);
      case 'br':
        return await promisify(brotliDecompress)(bytes, {
          maxOutputLength: limit,
          finishFlush: constants.BROTLI_OPERATION_FLUSH,
        });
      default:
        throw new EncodingError(`unknown compression "${name}"`);
    }
  } catch (error) {
    if (error instanceof EncodingError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new TooLargeError(`more than ${limit} bytes after ${name}`);
    throw new EncodingError(`broken ${name} body (${code})`);
  }
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
