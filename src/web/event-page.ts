import type { App } from '../app.ts';
import { groupBy } from '../group-by.ts';
import { cardOf } from '../publish/render/card.ts';
import { safeUrl } from '../publish/render/links.ts';
import { isWithheld, protectEvent } from '../publish/render/protect.ts';
import type { EventView, FigureView, StatementView } from '../publish/event-view.ts';
import { clockTime, dayInWords } from '../publish/wording/dates.ts';
import { figureRanges, numbersGiven } from '../publish/wording/figures.ts';
import { phrasesOf } from '../publish/wording/index.ts';
import { citationInWords, recordLine } from '../publish/wording/record.ts';
import { statementSources, verdictsOn, type StatementSource } from '../store/event-page.ts';
import { eventView } from '../timeline.ts';
import { figureBars } from './charts/ranges.ts';
import { ROLE, whenOf } from './event-line.ts';
import { renderPage } from './pages.ts';
import { endOfDay } from './query.ts';
import { languageName } from './words.ts';

const VERDICTS = { not_relevant: 'not relevant', wrong: 'wrong' } as const;

/** The page of an event, as it stands or stood at the end of a day; null where there is none, or was none yet. */
export async function eventPage(app: App, id: number, known: string | null): Promise<string | null> {
  const event = await eventView(app, id, endOfDay(known));
  if (!event) return null;
  const shown = protectEvent(event, ROLE);
  const card = cardOf(event, {
    locale: 'en',
    zone: 'utc',
    role: ROLE,
    publicUrl: null,
    since: 'digest',
    maxOrigins: 0,
  });
  const sources = await statementSources(app.database.db, id);
  const phrases = phrasesOf('en');
  const verdicts = known ? [] : await verdictsOn(app.database.db, id);
  return renderPage('event', card.headline, {
    id: event.id,
    known: known && dayInWords(known, 'utc', 'en'),
    knownDay: known,
    card,
    category: phrases.category[event.category],
    when: whenOf(event),
    facts: card.facts.filter(
      ({ label }) => label !== phrases.facts.figures && label !== phrases.facts.history,
    ),
    steps: event.statusHistory.map(({ status, at, by }) => ({
      status,
      word: phrases.status[status],
      by,
      at: dayInWords(at, 'utc', 'en'),
    })),
    figures: figuresOf(event),
    withheld: isWithheld(event, ROLE) ? phrases.withheld : null,
    articles: articlesOf(shown, sources),
    verdicts: verdicts.map(({ verdict, givenAt }) => ({
      verdict: VERDICTS[verdict],
      at: dayInWords(givenAt, 'utc', 'en'),
    })),
  });
}

/** Oldest first: how the story was told. */
function inOrder(event: EventView): StatementView[] {
  const at = ({ published, firstSeen }: StatementView): string => published ?? firstSeen;
  return event.statements.toReversed().toSorted((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}

/** One row for each number of each source, however often it is told. */
function figuresOf(event: EventView) {
  return figureRanges(event.figures, 'en').map(({ text, figures }) => {
    const bySource = groupBy(figures, ({ source }) => source);
    const given = [...bySource.values()].flatMap((own) => numbersGiven(own, 'en'));
    const bars = figureBars(given.flatMap(({ figures: [first] }) => first ?? []));
    const rows = given.flatMap((each, index) => {
      const bar = bars[index];
      return bar
        ? [{ ...bar, text: each.text, source: each.sources.join(', '), told: toldIn(each.figures) }]
        : [];
    });
    return { text, rows, isRange: new Set(bars.map(({ x, width }) => x + width)).size > 1 };
  });
}

/** "24 Nov 2026", "20 Nov 2026, last 24 Nov 2026 (4 times)". */
function toldIn(figures: readonly FigureView[]): string {
  const days = figures.flatMap(({ published }) => published ?? []).toSorted();
  const [first, last] = [days[0], days.at(-1)].map((day) => (day ? dayInWords(day, 'utc', 'en') : ''));
  const span = first === last ? (first ?? '') : `${first}, last ${last}`;
  return figures.length > 1 ? `${span} (${figures.length} times)` : span;
}

/** The statements, those of one document under its title. */
function articlesOf(event: EventView, sources: ReadonlyMap<string, StatementSource>) {
  const byDocument = groupBy(inOrder(event), (statement) => {
    const documentId = sources.get(statement.id)?.documentId;
    return documentId ? `${documentId} ${statement.firstSeen}` : statement.id;
  });
  return [...byDocument.values()].flatMap((statements) => {
    const [first] = statements;
    return first ? [{ ...articleOf(first, event, sources), parts: statements.map(partOf) }] : [];
  });
}

function articleOf(
  statement: StatementView,
  event: EventView,
  sources: ReadonlyMap<string, StatementSource>,
) {
  const { published, firstSeen, lang, outlet } = statement;
  const source = sources.get(statement.id);
  const first = event.statements.find((other) => other.origin === statement.origin && !other.isCopy);
  return {
    outlet,
    href: safeUrl(statement.url),
    title: statement.title,
    lang,
    language: lang === 'en' ? null : languageName(lang),
    when: published ? clockTime(published, 'utc', 'en') : phrasesOf('en').facts.unknownDate,
    recorded: clockTime(firstSeen, 'utc', 'en'),
    isBackfilled: source?.origin === 'backfill',
    copyOf: statement.isCopy && first && first.id !== statement.id ? first.outlet : null,
    isLimited: statement.limitedText,
    documentHref: source?.documentId ? `/documents/${source.documentId}` : null,
    snapshotHref: statement.snapshotSha ? `/snapshots/${statement.snapshotSha}` : null,
  };
}

function partOf({ status, sourceActor, outlet, title, quote, citation, record }: StatementView) {
  return {
    status,
    word: phrasesOf('en').status[status],
    speaker: sourceActor === outlet ? null : sourceActor,
    quote: title.includes(quote) ? '' : quote,
    citation: citationInWords(citation, 'en'),
    record: recordLine(record, 'en'),
  };
}
