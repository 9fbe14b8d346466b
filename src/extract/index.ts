export { extractPage, type ExtractOptions } from './html.ts';
export { detectLanguage } from './language.ts';
