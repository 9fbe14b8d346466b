import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PermanentError, messageOf } from '../errors.ts';
import type { Extracted } from '../model.ts';
import type { ExtractOptions } from './html.ts';
import { detectLanguage } from './language.ts';
import { withoutArchive } from './address.ts';
import { layOut, type PageLayout } from './pdf-columns.ts';
import { describePdf } from './pdf-describe.ts';
import { joinPages } from './pdf-paragraphs.ts';
import type { Run } from './pdf-rows.ts';

/** The longest UN reports have some 700 pages. */
const MAX_PAGES = 2_000;
/** Runs on one page; a page full of text has 300, tables 3,000. */
const MAX_RUNS = 40_000;
/** A file shorter than this holds no page. */
const MIN_BYTES = 64;
/** A page with fewer letters, on average, has no text layer: it is a picture of a page. */
const SCANNED_LETTERS = 16;

/**
 * Reads a PDF page by page: `pages` has the text of each, `text` all of it with paragraphs joined over columns and
 * pages. Flags: 'scanned' (pictures, no text layer), 'encrypted' (needs a password: no text), 'truncated' (the file's
 * end is missing, or it has more than 2,000 pages), 'damaged' (pages that could not be read are empty).
 * Throws PermanentError where nothing can be read at all. Run it in an extractor's thread where the file is unknown.
 */
export async function extractPdf(bytes: Uint8Array, options: ExtractOptions = {}): Promise<Extracted> {
  if (bytes.length < MIN_BYTES)
    throw new PermanentError(`PDF cannot be read: it has only ${bytes.length} bytes`);
  const url = options.url ? withoutArchive(options.url) : null;
  const empty = { byline: null, published: null, publishedFrom: null, text: '', lang: null, canonical: url };
  const flags = isCutOff(bytes) ? ['truncated'] : [];
  const document = await open(bytes, flags.length > 0);
  if (document === 'encrypted') return { ...empty, title: null, flags: [...flags, 'encrypted'], pages: [] };
  try {
    const { layouts, damaged } = await readPages(document);
    if (document.numPages > MAX_PAGES && !flags.includes('truncated')) flags.push('truncated');
    if (damaged > 0) flags.push('damaged');
    const { text, pages } = joinPages(layouts);
    if (letters(text) < SCANNED_LETTERS * pages.length) flags.push('scanned');
    const { info } = await document.getMetadata();
    const described = describePdf(layouts[0], info);
    const lang = detectLanguage(text);
    return { ...empty, ...described, text, lang, flags, pages };
  } finally {
    await document.loadingTask.destroy();
  }
}

const letters = (text: string): number => text.replace(/\P{L}+/gu, '').length;

/** A whole PDF ends in %%EOF, perhaps with some dirt behind it. */
function isCutOff(bytes: Uint8Array): boolean {
  return !Buffer.from(bytes.subarray(-2_048)).toString('latin1').includes('%%EOF');
}

async function open(bytes: Uint8Array, isCut: boolean): Promise<PDFDocumentProxy | 'encrypted'> {
  const pdfjs = await loadPdfjs();
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = pdfjs.getDocument({
    data: Uint8Array.from(bytes), // pdf.js takes the buffer away from whoever hands it over
    cMapUrl: join(root, 'cmaps/'), // without them East Asian text silently comes out empty
    cMapPacked: true,
    standardFontDataUrl: join(root, 'standard_fonts/'),
    useSystemFonts: false,
    disableFontFace: true,
    isEvalSupported: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS, // it prints to standard output
  });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy();
    if (error instanceof Error && error.name === 'PasswordException') return 'encrypted';
    const why = isCut ? 'its end is missing: ' : '';
    throw new PermanentError(`PDF cannot be read: ${why}${messageOf(error)}`);
  }
}

/** pdf.js wants canvas classes at load time, for drawing only: stand-ins save 40 MB and the optional native module. */
async function loadPdfjs(): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: Object, configurable: true });
  }
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

async function readPages(document: PDFDocumentProxy): Promise<{ layouts: PageLayout[]; damaged: number }> {
  const layouts: PageLayout[] = [];
  let damaged = 0;
  for (let number = 1; number <= Math.min(document.numPages, MAX_PAGES); number += 1) {
    try {
      const page = await document.getPage(number);
      layouts.push(await readPage(page));
      page.cleanup();
    } catch {
      damaged += 1;
      layouts.push({ head: [], body: [], foot: [], letter: 0 });
    }
  }
  if (damaged === layouts.length) throw new PermanentError('PDF cannot be read: no page of it is intact');
  return { layouts, damaged };
}

async function readPage(page: PDFPageProxy): Promise<PageLayout> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const runs: Run[] = [];
  for (const item of items.slice(0, MAX_RUNS)) {
    if (!('str' in item)) continue;
    const [x, y] = place(transform, Number(item.transform[4]), Number(item.transform[5]));
    runs.push({ text: item.str, x, y, width: item.width, height: item.height });
  }
  return layOut(runs, width, height);
}

/** A point of the page's own space in the upright view: a, b, c, d, e, f are the matrix of the view. */
function place(view: readonly number[], x: number, y: number): [number, number] {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = view;
  return [a * x + c * y + e, b * x + d * y + f];
}
