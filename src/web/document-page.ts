import type { App } from '../app.ts';
import type { Mention } from '../model.ts';
import { safeUrl } from '../publish/render/links.ts';
import { clockTime } from '../publish/wording/dates.ts';
import { phrasesOf } from '../publish/wording/index.ts';
import { citationInWords, recordLine } from '../publish/wording/record.ts';
import { documentPage as readDocument, type DocumentPage } from '../store/document-page.ts';
import { markedText, maskedRanges, type MarkedPiece } from './marked-text.ts';
import { renderPage } from './pages.ts';
import { languageName } from './words.ts';

const SOURCES = {
  page: 'the page',
  pdf: 'the PDF',
  feed: 'the feed, because the page could not be read',
} as const;

/** The page of a document: its text, what was found in it and by which rule, what it was read from; null where there is none. */
export async function documentPage(app: App, id: number): Promise<string | null> {
  const page = await readDocument(app.database.db, id);
  if (!page) return null;
  const { document, item, snapshot, mentions } = page;
  const isSensitive = (mention: Mention): boolean => app.keywords.traitsOf(mention.type).sensitive;
  const guarded = mentions.filter(isSensitive);
  const title = guarded.length > 0 ? phrasesOf('en').withheld : document.title;
  return renderPage('document', title, {
    title,
    isTitleWithheld: guarded.length > 0,
    withheld: guarded.length > 0 ? phrasesOf('en').withheld : null,
    outlet: item.outlet,
    href: safeUrl(item.url),
    lang: document.lang,
    facts: factsOf(page),
    snapshot: snapshot && {
      sha: snapshot.sha256,
      href: `/snapshots/${snapshot.sha256}`,
      at: clockTime(snapshot.fetched_at, 'utc', 'en'),
      bytes: new Intl.NumberFormat('en-US').format(snapshot.bytes),
    },
    pieces: piecesOf(page, guarded),
    mentions: mentions.map((mention, index) => mentionOf(mention, index, isSensitive(mention), page)),
    readings: page.readings.map((reading, index) => ({
      href: `/documents/${reading.id}`,
      number: index + 1,
      at: clockTime(reading.created_at, 'utc', 'en'),
      source: SOURCES[reading.source as keyof typeof SOURCES], // the table allows no other
      isThis: reading.id === document.id,
      isCurrent: reading.current,
    })),
    isOld: !document.current,
  });
}

/** Offsets of mentions count into title + "\n" + text; the title has a heading of its own. */
function piecesOf({ document, mentions }: DocumentPage, guarded: readonly Mention[]): MarkedPiece[] {
  const offset = document.title.length + 1;
  const inText = mentions.map((mention, index) => ({
    number: index + 1,
    start: mention.start - offset,
    end: mention.end - offset,
  }));
  const guardedRanges = guarded.map(({ start, end }) => ({ start: start - offset, end: end - offset }));
  const names = guarded.flatMap((mention) => mention.names);
  return markedText(document.text, inText, maskedRanges(document.text, guardedRanges, names));
}

function factsOf({ document, item }: DocumentPage): { label: string; value: string }[] {
  const published = document.published ?? document.published_day;
  const from = document.published_from ? ` (by ${document.published_from})` : '';
  const rows: [string, string][] = [
    ['Published', published ? `${clockTime(published, 'utc', 'en')}${from}` : 'date not known'],
    ['Captured', item.captured_at ? `${clockTime(item.captured_at, 'utc', 'en')}, by an archive` : ''],
    ['First seen', clockTime(item.first_seen_at, 'utc', 'en')],
    ['Came by', item.origin === 'backfill' ? 'backfill of an archive' : 'a live feed'],
    ['Read', `${clockTime(document.created_at, 'utc', 'en')}, from ${SOURCES[document.source]}`],
    ['Language', languageName(document.lang)],
    ['UN symbol', document.symbol ?? ''],
    ['Remarks', document.flags.join('; ')],
    [
      'Analysed',
      document.analyzed_at
        ? `${clockTime(document.analyzed_at, 'utc', 'en')}, keywords ${document.lexicon ?? ''}`
        : 'not yet',
    ],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function mentionOf(mention: Mention, index: number, guarded: boolean, page: DocumentPage) {
  const phrases = phrasesOf('en');
  // One statement stands for all that an item says of an event with one status.
  const alike = page.events.filter(({ type, status }) => type === mention.type && status === mention.status);
  const event = alike.find(({ quote }) => quote === mention.quote) ?? alike[0];
  return {
    number: index + 1,
    isInTitle: mention.start <= page.document.title.length,
    type: phrases.type[mention.type],
    status: mention.status,
    word: phrases.status[mention.status],
    rule: mention.rule,
    confidence: mention.confidence.toFixed(2),
    news: mention.news,
    evidence: guarded ? [] : mention.evidence.map(({ role, text }) => ({ role, text })),
    citation: citationInWords(mention.citation, 'en'),
    record: guarded ? null : recordLine(mention.record, 'en'),
    eventHref: event ? `/events/${event.id}` : null,
  };
}
