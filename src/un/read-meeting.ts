import { PermanentError } from '../errors.ts';
import type { Meeting } from './meeting.ts';
import { parseForeignRecord } from './foreign-record.ts';
import { isMeetingRecord, parseMeetingRecord } from './meeting-record.ts';
import { isPressRelease, parsePressRelease, type PressMeeting } from './press-release.ts';

/** What the covers of records in languages that are not read say: the organ, and the number of the meeting. */
const OTHER_LANGUAGES: readonly (readonly [language: string, cover: RegExp])[] = [
  ['Chinese', /安全理事会[\s\S]{0,400}?第\s?\d+\s?次会议/u],
  ['Arabic', /مجلس الأمن[\s\S]{0,400}?الجلسة/u],
];
const COVER = 4000;

/** The language of a Council meeting record in Chinese or Arabic; null for every other text. */
function foreignRecord(text: string): string | null {
  const cover = text.slice(0, COVER);
  if (!/S\/PV\.\s?\d/u.test(cover)) return null;
  return OTHER_LANGUAGES.find(([, pattern]) => pattern.test(cover))?.[0] ?? null;
}

/** Reads a meeting record or the press release of a meeting; throws PermanentError where the text is neither. */
export function readMeeting(text: string): Meeting | PressMeeting {
  if (isMeetingRecord(text)) return parseMeetingRecord(text);
  if (isPressRelease(text)) return parsePressRelease(text);
  const foreign = parseForeignRecord(text);
  if (foreign) return foreign;
  const language = foreignRecord(text);
  if (language !== null) {
    throw new PermanentError(
      `a meeting record in ${language}: its covers and votes are read in English, French, Spanish and Russian; ask for the same symbol in English (l=en)`,
    );
  }
  throw new PermanentError(
    'no meeting record or press release of the Security Council: neither an S/PV symbol with "The meeting was called to order" nor a meeting number with a press code (SC/...) was found',
  );
}
