/** A PDF may have some dirt before its mark. */
const PDF_MARK_WITHIN = 1_024;
/** Markup begins early in any page. */
const MARKUP_WITHIN = 4_096;

/** Whether bytes are a PDF, whatever the server called them. */
export function isPdf(bytes: Uint8Array): boolean {
  return head(bytes, PDF_MARK_WITHIN).includes('%PDF-');
}

/** Whether bytes are text without markup; the media type counts only where there is no sign of markup. */
export function isPlainText(bytes: Uint8Array, contentType: string | undefined): boolean {
  const source = head(bytes, MARKUP_WITHIN);
  if (/<(?:!doctype|html|head|body|meta|title|p|div|article|br|a|span|h\d|\?xml)[\s>/]/i.test(source))
    return false;
  return /^\s*text\/plain/i.test(contentType ?? '') || !source.includes('<');
}

/** The beginning of a document, a character per byte. */
export function head(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, length)).toString('latin1');
}
