import type { App } from '../app.ts';
import { cardOf } from '../publish/render/card.ts';
import { safeUrl } from '../publish/render/links.ts';
import { isWithheld, protectEvent } from '../publish/render/protect.ts';
import type { EventView, StatementView } from '../publish/views.ts';
import { clockTime, dayInWords } from '../publish/wording/dates.ts';
import { figureRanges, figureText } from '../publish/wording/figures.ts';
import { phrasesOf } from '../publish/wording/index.ts';
import { citationInWords, recordLine } from '../publish/wording/record.ts';
import { statementSources, verdictsOn, type StatementSource } from '../store/event-page.ts';
import { eventView } from '../timeline.ts';
import { figureBars } from './charts.ts';
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
    statements: inOrder(shown).map((statement) => statementOf(statement, shown, sources)),
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

function figuresOf(event: EventView) {
  return figureRanges(event.figures, 'en').map((range) => ({
    text: range.text,
    bars: figureBars(range.figures).map((bar, index) => {
      const figure = range.figures[index];
      return {
        ...bar,
        text: figure ? figureText(figure, 'en') : '',
        source: figure?.source ?? '',
        at: figure?.published ? dayInWords(figure.published, 'utc', 'en') : null,
      };
    }),
  }));
}

function statementOf(
  statement: StatementView,
  event: EventView,
  sources: ReadonlyMap<string, StatementSource>,
) {
  const phrases = phrasesOf('en');
  const { published, firstSeen, status, lang, outlet, sourceActor } = statement;
  const source = sources.get(statement.id);
  const first = event.statements.find((other) => other.origin === statement.origin && !other.isCopy);
  return {
    outlet,
    href: safeUrl(statement.url),
    title: statement.title,
    quote: statement.title.includes(statement.quote) ? '' : statement.quote,
    lang,
    language: lang === 'en' ? null : languageName(lang),
    status,
    word: phrases.status[status],
    speaker: sourceActor === outlet ? null : sourceActor,
    when: published ? clockTime(published, 'utc', 'en') : phrases.facts.unknownDate,
    recorded: clockTime(firstSeen, 'utc', 'en'),
    isBackfilled: source?.origin === 'backfill',
    copyOf: statement.isCopy && first && first.id !== statement.id ? first.outlet : null,
    citation: citationInWords(statement.citation, 'en'),
    record: recordLine(statement.record, 'en'),
    isLimited: statement.limitedText,
    documentHref: source?.documentId ? `/documents/${source.documentId}` : null,
    snapshotHref: statement.snapshotSha ? `/snapshots/${statement.snapshotSha}` : null,
  };
}
