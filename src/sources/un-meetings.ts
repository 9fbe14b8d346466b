import { decodePage } from '../text/page.ts';
import { isMeetingTable, readMeetingTable } from '../un/meeting-table.ts';
import { SourceError, type Reader } from './types.ts';

/**
 * The Council's table of the meetings of a year. Its meetings come as records and press releases by other feeds, so it has no
 * items; the votes in it are those of the record. The day of the newest meeting tells whether the table is still kept.
 */
export const readUnMeetings: Reader = async (fetched) => {
  const decoded = decodePage(fetched.bytes, fetched.contentType);
  if (!isMeetingTable(decoded.text))
    throw new SourceError('unreadable', 'the page is no yearly table of meetings of the Security Council');
  const meetings = readMeetingTable(decoded.text);
  const days = meetings.flatMap(({ date }) => date ?? []).toSorted();
  return {
    items: [],
    entries: meetings.length,
    skipped: {},
    title: null,
    listDate: days.at(-1) ?? null,
    encoding: decoded.encoding,
    encodingFrom: decoded.from,
    meetings: meetings.filter(({ votes }) => votes.length > 0),
  };
};
