import { decodePage } from '../text/page.ts';
import { distinctItems } from './distinct.ts';
import { readOaiAnswer } from './oai/answer.ts';
import { itemOfMarc } from './oai/marc.ts';
import { nextAddress } from './oai/request.ts';
import { councilVote } from './oai/vote-record.ts';
import { SourceError, type Reader, type SourceItem } from './types.ts';

/**
 * The UN Digital Library, by OAI-PMH with MARCXML. Speeches and votes are no items; votes of the Council are told as such. A window without changes is an answer without items; a token that the
 * server no longer knows is an error, for only the window's beginning helps.
 */
export const readUnLibrary: Reader = async (fetched) => {
  const decoded = decodePage(fetched.bytes, fetched.contentType);
  const answer = readOaiAnswer(decoded.text);
  if (!answer) throw new SourceError('unreadable', 'the answer is no OAI-PMH');
  if (answer.error === 'badResumptionToken')
    throw new SourceError('broken-token', 'the resumption token is no longer known');
  if (answer.error !== null && answer.error !== 'noRecordsMatch')
    throw new SourceError('unreadable', `the archive answers with ${answer.error}`);
  const skipped: Record<string, number> = {};
  const items: SourceItem[] = [];
  const meetings = answer.records.flatMap((record) => councilVote(record) ?? []);
  for (const record of answer.records) {
    const read = itemOfMarc(record);
    if ('skip' in read) skipped[read.skip] = (skipped[read.skip] ?? 0) + 1;
    else items.push(read);
  }
  return {
    items: distinctItems(items),
    entries: answer.records.length,
    skipped,
    title: null,
    listDate: null,
    encoding: decoded.encoding,
    encodingFrom: decoded.from,
    meetings,
    next: answer.token === null ? null : nextAddress(fetched.url, answer.token),
  };
};
