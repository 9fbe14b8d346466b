import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { Parser } from 'htmlparser2';

/** One <url> of a sitemap, or one <sitemap> of an index. Fields are as written. */
export interface SitemapEntry {
  kind: 'page' | 'sitemap';
  url: string;
  lastmod: string | null;
  /** Of a Google News sitemap. */
  title: string | null;
  published: string | null;
  lang: string | null;
}

const MAX_FIELD = 2_000;
const CHUNK = 64 * 1024;
/** A gzipped sitemap may be larger when unpacked than the protocol's 50 MB; a bomb is larger still. */
const MAX_UNPACKED = 500 * 1024 * 1024;

/** The bytes are no sitemap, or more than one can be. */
export class NotASitemapError extends Error {
  override name = 'NotASitemapError';
}

/**
 * Reads a sitemap or an index of sitemaps, gzipped or not, one entry after the other: what is not yet asked for is not
 * parsed, so that a million addresses cost no more memory than a few. Throws NotASitemapError.
 */
export async function* readSitemapEntries(bytes: Uint8Array): AsyncGenerator<SitemapEntry> {
  const reading = new Reading();
  let size = 0;
  const decoder = new TextDecoder('utf-8'); // the protocol allows no other
  try {
    for await (const chunk of chunksOf(bytes)) {
      size += chunk.byteLength;
      if (size > MAX_UNPACKED) throw new NotASitemapError(`more than ${MAX_UNPACKED} bytes`);
      reading.write(decoder.decode(chunk, { stream: true }));
      yield* reading.take();
      if (reading.isOther) break;
    }
  } catch (error) {
    if (error instanceof NotASitemapError) throw error;
    throw new NotASitemapError(`broken gzip: ${error instanceof Error ? error.message : String(error)}`);
  }
  reading.end();
  yield* reading.take();
  if (!reading.isSitemap) throw new NotASitemapError('the answer is no sitemap');
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const slices = function* (): Generator<Uint8Array> {
    for (let at = 0; at < bytes.byteLength; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
  };
  if (!isGzip) return yield* slices();
  const unpacked = Readable.from(slices()).pipe(createGunzip());
  for await (const chunk of unpacked) yield chunk as Uint8Array; // a stream of bytes does not say so
}

/** What stands where, by the element's name without its prefix. */
const FIELDS: Readonly<Record<string, 'url' | 'lastmod' | 'title' | 'published' | 'lang'>> = {
  loc: 'url',
  lastmod: 'lastmod',
  title: 'title',
  publication_date: 'published',
  language: 'lang',
};

class Reading {
  isSitemap = false;
  /** It began with something else. */
  isOther = false;
  #entries: SitemapEntry[] = [];
  #entry: SitemapEntry | null = null;
  #field: (typeof FIELDS)[string] | null = null;
  readonly #parser = new Parser(
    {
      onopentagname: (name) => this.#open(name.slice(name.indexOf(':') + 1).toLowerCase(), name),
      ontext: (text) => this.#text(text),
      onclosetag: (name) => this.#close(name.slice(name.indexOf(':') + 1).toLowerCase()),
    },
    { xmlMode: true, decodeEntities: true },
  );

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    this.#parser.end();
  }

  take(): SitemapEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }

  #open(local: string, name: string): void {
    if (!this.isSitemap) {
      if (local === 'urlset' || local === 'sitemapindex') this.isSitemap = true;
      else this.isOther = true;
      return;
    }
    if (local === 'url' || local === 'sitemap') {
      const kind = local === 'url' ? 'page' : 'sitemap';
      this.#entry = { kind, url: '', lastmod: null, title: null, published: null, lang: null };
    }
    // image:loc, image:title and video:title are of the pictures, not of the page.
    const isForeign = name.includes(':') && !name.toLowerCase().startsWith('news:');
    this.#field = isForeign ? null : (FIELDS[local] ?? null);
  }

  #text(text: string): void {
    if (!this.#entry || !this.#field) return;
    const known = this.#entry[this.#field] ?? '';
    if (known.length < MAX_FIELD) this.#entry[this.#field] = known + text;
  }

  #close(local: string): void {
    this.#field = null;
    if ((local !== 'url' && local !== 'sitemap') || !this.#entry) return;
    this.#entry.url = this.#entry.url.trim();
    if (this.#entry.url !== '') this.#entries.push(this.#entry);
    this.#entry = null;
  }
}
