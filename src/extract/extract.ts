import type { Extracted } from '../model.ts';
import { decodeText } from '../text/charset.ts';
import { foldSpace } from './dom.ts';
import { extractPage, type ExtractOptions } from './html.ts';
import { detectLanguage } from './language.ts';
import { extractPdf } from './pdf.ts';
import { withoutArchive } from './address.ts';
import { isPdf, isPlainText } from './sniff.ts';

const MAX_PLAIN_BYTES = 12_000_000;

/**
 * Reads a page, a PDF or a plain text, whichever the bytes are: PDF by %PDF, a page by its markup; the media type
 * counts only where there is neither; the flag 'not-a-pdf' says that it is wrong. Throws PermanentError for PDFs that cannot be read, else nothing.
 */
export async function extract(bytes: Uint8Array, options: ExtractOptions = {}): Promise<Extracted> {
  if (isPdf(bytes)) return extractPdf(bytes, options);
  const read = isPlainText(bytes, options.contentType)
    ? extractPlain(bytes, options)
    : extractPage(bytes, options);
  const isCalledPdf = /^\s*application\/(?:x-)?pdf/iu.test(options.contentType ?? '');
  return isCalledPdf ? { ...read, flags: [...read.flags, 'not-a-pdf'] } : read;
}

function extractPlain(bytes: Uint8Array, { url, contentType }: ExtractOptions): Extracted {
  const { text } = decodeText(bytes.subarray(0, MAX_PLAIN_BYTES), { contentType });
  const paragraphs = text
    .split(/\r?\n[ \t]*\r?\n/)
    .map(foldSpace)
    .filter((paragraph) => paragraph !== '');
  const joined = paragraphs.join('\n\n');
  return {
    title: null,
    byline: null,
    published: null,
    publishedFrom: null,
    text: joined,
    lang: detectLanguage(joined),
    canonical: url ? withoutArchive(url) : null,
    flags: bytes.length > MAX_PLAIN_BYTES ? ['truncated'] : [],
    pages: null,
  };
}
