export { extract } from './extract.ts';
export { extractPage, type ExtractOptions } from './html.ts';
export { detectLanguage } from './language.ts';
export { extractPdf } from './pdf.ts';
export { createExtractor, type Extractor, type ExtractorOptions } from './pool.ts';
