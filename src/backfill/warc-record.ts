import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { decodeBody } from '../http/body.ts';

/** One record of a WARC file (ISO 28500). Names of headers are in lower case. */
export interface WarcRecord {
  headers: Readonly<Record<string, string>>;
  /** What the record holds, as far as it was asked for. */
  content: Uint8Array;
  /** Where the next record begins; null at the end of the file. */
  next: number | null;
}

/** An HTTP answer in a record. */
export interface WarcAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Undone: chunks and compression. */
  body: Uint8Array;
}

/** The bytes are no WARC record; the file cannot be followed from here. */
export class BadWarcError extends Error {
  override name = 'BadWarcError';
}

/** Longer headers are none. */
const MAX_HEAD = 64 * 1024;
const GZIP_HEADER = 10;
const GZIP_TRAILER = 8;
const ONE_PIECE = 'the file is compressed as one piece: unpack it first';
const CRLF = '\r\n';

/**
 * The record at an offset, with the first `limit` bytes of its content; null at the end of the file. A gzipped file must hold
 * each record as a member of its own, as the standard recommends and all crawlers do. Throws BadWarcError.
 */
export async function readWarcRecord(
  path: string,
  offset: number,
  limit: number,
): Promise<WarcRecord | null> {
  const head = await bytesAt(path, offset, MAX_HEAD);
  if (head.length === 0) return null;
  if (head[0] === 0x1f && head[1] === 0x8b) return gzipped(path, offset, head, limit);
  const skipped = leadingBreaks(head);
  if (skipped === head.length) return null;
  const { headers, length } = warcHead(head.subarray(skipped));
  const start = offset + skipped + length;
  const size = contentLength(headers);
  const content = await bytesAt(path, start, Math.min(size, limit));
  if (content.length < Math.min(size, limit)) throw new BadWarcError('the file ends inside a record');
  return { headers, content, next: start + size };
}

async function gzipped(path: string, offset: number, head: Buffer, limit: number): Promise<WarcRecord> {
  const start = gzipHeaderLength(head);
  const member = await inflate(path, offset + start, MAX_HEAD + limit);
  const { headers, from, size } = layoutOf(member.bytes);
  return {
    headers,
    content: member.bytes.subarray(from, from + Math.min(size, limit)),
    next: offset + start + member.consumed + GZIP_TRAILER,
  };
}

/** Where in a member its content begins, and how long it says that it is. */
function layoutOf(member: Buffer): { headers: Record<string, string>; from: number; size: number } {
  const skipped = leadingBreaks(member);
  const { headers, length } = warcHead(member.subarray(skipped));
  return { headers, from: skipped + length, size: contentLength(headers) };
}

/** Two line breaks follow a record; much more is the next record in the same member, or a bomb. */
function longest(member: Buffer): number {
  const { from, size } = layoutOf(member);
  return from + size + 2 * CRLF.length;
}

/** Unpacks one member; `bytes` are its first ones, `consumed` is its packed size. Throws BadWarcError. */
async function inflate(path: string, start: number, limit: number) {
  const packed = createReadStream(path, { start });
  const unpack = createInflateRaw();
  packed.on('error', (error) => unpack.destroy(error));
  const chunks: Buffer[] = [];
  let length = 0;
  let most: number | null = null;
  try {
    for await (const chunk of packed.pipe(unpack)) {
      const bytes = chunk as Buffer; // a stream of bytes does not say so
      if (length < limit) chunks.push(bytes);
      length += bytes.length;
      if (length >= MAX_HEAD) most ??= longest(Buffer.concat(chunks));
      if (most !== null && length > most) throw new BadWarcError(ONE_PIECE);
    }
    const all = Buffer.concat(chunks).subarray(0, limit);
    if (length > longest(all)) throw new BadWarcError(ONE_PIECE);
    return { bytes: all, consumed: unpack.bytesWritten };
  } catch (error) {
    if (error instanceof BadWarcError) throw error;
    throw new BadWarcError(`broken gzip: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    packed.destroy();
    unpack.destroy();
  }
}

function gzipHeaderLength(head: Buffer): number {
  const flags = head[3] ?? 0;
  let at = GZIP_HEADER;
  if (flags & 4) at += 2 + head.readUInt16LE(at);
  for (const named of [8, 16]) if (flags & named) at = head.indexOf(0, at) + 1;
  if (flags & 2) at += 2;
  return at;
}

function warcHead(bytes: Buffer): { headers: Record<string, string>; length: number } {
  const text = bytes.subarray(0, MAX_HEAD).toString('utf8');
  if (!/^WARC\/\d\.\d+\r?\n/u.test(text)) throw new BadWarcError('no WARC record begins here');
  const end = endOfHead(bytes);
  if (end === null) throw new BadWarcError('the headers of a record do not end');
  return { headers: fieldsIn(bytes.subarray(0, end).toString('utf8')), length: end };
}

/** Where the blank line behind the headers ends. */
function endOfHead(bytes: Buffer): number | null {
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  if (crlf !== -1 && (lf === -1 || crlf < lf)) return crlf + 4;
  return lf === -1 ? null : lf + 2;
}

function fieldsIn(head: string): Record<string, string> {
  const unfolded = head.replaceAll(/\r?\n[ \t]+/gu, ' ');
  const fields = unfolded
    .split(/\r?\n/u)
    .slice(1)
    .flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
    });
  return Object.fromEntries(fields);
}

function contentLength(headers: Readonly<Record<string, string>>): number {
  const length = headers['content-length'] ?? '';
  if (!/^\d{1,12}$/u.test(length)) throw new BadWarcError('a record does not say how long it is');
  return Number(length);
}

function leadingBreaks(bytes: Buffer): number {
  let at = 0;
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at += 1;
  return at;
}

async function bytesAt(path: string, offset: number, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Status and headers of the answer that a "response" record holds; null where it holds none. */
export function answerHead(
  content: Uint8Array,
): { status: number; headers: Record<string, string>; length: number } | null {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const status = /^HTTP\/\d(?:\.\d)?\s+(\d{3})/u.exec(bytes.subarray(0, 64).toString('latin1'));
  const end = endOfHead(bytes);
  if (!status || end === null) return null;
  return {
    status: Number(status[1]),
    headers: fieldsIn(bytes.subarray(0, end).toString('latin1')),
    length: end,
  };
}

/** The answer in a record, its body as a browser would have it; a "resource" record is the body itself. Null where there is none. */
export async function answerOf({ headers, content }: WarcRecord, limit: number): Promise<WarcAnswer | null> {
  if (headers['warc-type'] === 'resource')
    return { status: 200, headers: { 'content-type': headers['content-type'] ?? '' }, body: content };
  const head = answerHead(content);
  if (!head) return null;
  const raw = content.subarray(head.length);
  const whole = /\bchunked\b/iu.test(head.headers['transfer-encoding'] ?? '') ? withoutChunks(raw) : raw;
  const body = await decodeBody(whole, head.headers['content-encoding'], limit);
  return { status: head.status, headers: head.headers, body };
}

/** A crawler that wrote the body without its chunks left the header as it was: then nothing is undone. */
function withoutChunks(bytes: Uint8Array): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Buffer[] = [];
  for (let at = 0; at < source.length;) {
    const end = source.indexOf(CRLF, at);
    const size = /^([0-9a-f]{1,8})\s*(?:;|$)/iu.exec(
      source.subarray(at, end === -1 ? at : end).toString('latin1'),
    );
    if (!size) return chunks.length === 0 ? bytes : Buffer.concat(chunks);
    const length = Number.parseInt(size[1] ?? '0', 16);
    if (length === 0) break;
    chunks.push(source.subarray(end + CRLF.length, end + CRLF.length + length));
    at = end + CRLF.length + length + CRLF.length;
  }
  return Buffer.concat(chunks);
}
