import { decodeText } from '../text/charset.ts';
import type { Meeting } from './meeting.ts';
import { parseForeignRecord } from './foreign-record.ts';
import { isMeetingRecord, parseMeetingRecord } from './meeting-record.ts';
import { pressPageText } from './press-page.ts';
import { isPressRelease, parsePressRelease, type PressMeeting } from './press-release.ts';
import { parseSymbol } from './symbol-parse.ts';

/** Pages of press.un.org have some 150 KB. */
const LARGEST_PAGE = 4_000_000;

/** A fetched UN document: `pages` where it is a PDF, its bytes where it is a page. */
export interface FetchedDocument {
  symbol: string;
  pages: readonly string[] | null;
  bytes: Uint8Array;
  contentType: string | null;
}

/** The Council meeting whose record or press release a document is; null for every other document. */
export function meetingIn({
  symbol,
  pages,
  bytes,
  contentType,
}: FetchedDocument): Meeting | PressMeeting | null {
  if (pages !== null) {
    const text = pages.join('\f');
    return isMeetingRecord(text) ? parseMeetingRecord(text) : parseForeignRecord(text);
  }
  if (parseSymbol(symbol)?.kind !== 'press_release' || bytes.length > LARGEST_PAGE) return null;
  const text = pressPageText(decodeText(bytes, { contentType: contentType ?? undefined }).text);
  return isPressRelease(text) ? parsePressRelease(text) : null;
}
