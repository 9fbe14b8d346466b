import { PermanentError } from '../errors.ts';
import type { Meeting } from './meeting.ts';
import { isMeetingRecord, parseMeetingRecord } from './meeting-record.ts';
import { isPressRelease, parsePressRelease, type PressMeeting } from './press-release.ts';

/** Reads a meeting record or the press release of a meeting; throws PermanentError where the text is neither. */
export function readMeeting(text: string): Meeting | PressMeeting {
  if (isMeetingRecord(text)) return parseMeetingRecord(text);
  if (isPressRelease(text)) return parsePressRelease(text);
  throw new PermanentError(
    'no meeting record or press release of the Security Council: neither an S/PV symbol with "The meeting was called to order" nor a meeting number with a press code (SC/...) was found',
  );
}
