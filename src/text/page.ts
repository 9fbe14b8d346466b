import { decodeText, type Decoded } from './charset.ts';

/** Where browsers look for the declaration is 1,024 bytes; some pages put scripts before it. */
const DECLARATION_WITHIN = 4096;

/** The text of an HTML page: HTTP header, `<meta charset>` or XML declaration, and `<html lang>` are the hints. */
export function decodePage(bytes: Uint8Array, contentType: string | null | undefined): Decoded {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, DECLARATION_WITHIN));
  const source = head.toString('latin1');
  const declared =
    /<meta[^<>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})/iu.exec(source) ??
    /<\?xml[^<>]{0,100}encoding\s{0,9}=\s{0,9}["']([\w:.-]{1,40})/iu.exec(source);
  const language = /<html[^<>]{0,300}?\slang\s{0,9}=\s{0,9}["']?([\w-]{2,20})/iu.exec(source);
  return decodeText(bytes, { contentType, declared: declared?.[1], language: language?.[1] });
}
