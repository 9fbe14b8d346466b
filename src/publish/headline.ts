import { toPlainLine } from './address.ts';
import { frameOf } from './wording/frame.ts';
import { englishHeadline } from './wording/headline-en.ts';
import { koreanHeadline } from './wording/headline-ko.ts';
import type { Locale } from './wording/phrases.ts';
import type { EventView } from './event-view.ts';

/**
 * One sentence that says what an event is: who did what to whom, how many, where, when, and on whose word, in the mood of
 * its status. Built from the frame alone, so it never says more than the sources did; unknown parts are left out.
 * Plain text on one line, without a full stop.
 */
export function headlineOf(event: EventView, locale: Locale = 'en'): string {
  const frame = frameOf(event, locale);
  const headline = locale === 'ko' ? koreanHeadline : englishHeadline;
  return toPlainLine(headline(event.type, event.status, frame));
}
