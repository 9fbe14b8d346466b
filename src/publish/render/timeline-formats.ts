import { stringify } from 'csv-stringify/sync';
import { headlineOf } from '../headline.ts';
import type { EventView, FigureView, StatementView } from '../event-view.ts';
import type { TimelineView } from '../views.ts';
import { citationInWords, recordLine } from '../wording/record.ts';
import { isWithheld, protectEvent } from './protect.ts';
import { renderTimelineHtml, renderTimelineMarkdown, type TimelineOptions } from './timeline.ts';

export const TIMELINE_FORMATS = ['json', 'csv', 'md', 'html'] as const;
export type TimelineFormat = (typeof TIMELINE_FORMATS)[number];

const RENDERERS: Readonly<Record<TimelineFormat, (view: TimelineView, options?: TimelineOptions) => string>> =
  {
    json: timelineJson,
    csv: timelineCsv,
    md: renderTimelineMarkdown,
    html: renderTimelineHtml,
  };

/** The timeline in one of its formats. */
export function renderTimeline(
  view: TimelineView,
  format: TimelineFormat,
  options: TimelineOptions = {},
): string {
  return RENDERERS[format](view, options);
}

/** Every event with all that is known of it, for programs. Quotes and titles that are withheld are null. */
export function timelineJson(
  view: TimelineView,
  { locale = 'en', role = 'reader' }: TimelineOptions = {},
): string {
  const { title, generatedAt, from, to, asKnownOn, coverage } = view;
  const events = view.events.map((event) => ({
    headline: headlineOf(event, locale),
    withheld: isWithheld(event, role),
    ...eventRecord(protectEvent(event, role)),
  }));
  return `${JSON.stringify({ title, generatedAt, from, to, asKnownOn, coverage, events }, null, 2)}\n`;
}

/** The event without what depends on its reader. */
function eventRecord({ isNew: _isNew, changes: _changes, statements, ...event }: EventView) {
  return { ...event, statements: statements.map(statementRecord) };
}

function statementRecord({ isNew: _isNew, title, quote, ...statement }: StatementView) {
  return { ...statement, title: title || null, quote: quote || null };
}

const COLUMNS: Readonly<Record<string, (event: EventView) => string | number | null>> = {
  id: (event) => event.id,
  from: (event) => event.dates.event?.from ?? null,
  to: (event) => event.dates.event?.to ?? null,
  published: (event) => event.dates.published,
  first_seen: (event) => event.dates.firstSeen,
  category: (event) => event.category,
  type: (event) => event.type,
  status: (event) => event.status,
  headline: (event) => headlineOf(event),
  supplier: (event) => event.supplier,
  recipient: (event) => event.recipient,
  facilitators: (event) => joined(event.facilitators),
  items: (event) => joined(event.items),
  names: (event) => joined(event.names),
  figures: (event) => joined(event.figures.map(figureWithSource)),
  place: (event) => event.place,
  un_symbols: (event) => joined(event.unSymbols),
  duties: (event) => joined(event.duties),
  status_history: (event) =>
    joined(event.statusHistory.map(({ status, at, by }) => `${at} ${status}${by ? ` (${by})` : ''}`)),
  confidence: (event) => event.confidence,
  curated: (event) => (event.isBaseline ? 'yes' : 'no'),
  origins: (event) => new Set(event.statements.map(({ origin }) => origin)).size,
  sources: (event) => joined(event.statements.map(({ outlet, url }) => (url ? `${outlet} ${url}` : outlet))),
  citations: (event) =>
    joined(event.statements.flatMap(({ citation }) => citationInWords(citation, 'en') ?? [])),
  council_record: (event) =>
    joined([...new Set(event.statements.flatMap(({ record }) => recordLine(record, 'en')?.text ?? []))]),
  quotes: (event) =>
    joined(event.statements.flatMap(({ quote, lang }) => (quote ? [`[${lang}] ${quote}`] : []))),
};

/** One row an event; lists are joined by " | ". Opens in a spreadsheet (BOM), and no cell can act as a formula. */
export function timelineCsv(view: TimelineView, { role = 'reader' }: TimelineOptions = {}): string {
  const columns = Object.keys(COLUMNS);
  const rows = view.events.map((event) => {
    const shown = protectEvent(event, role);
    return Object.values(COLUMNS).map((cell) => cell(shown));
  });
  return stringify(rows, {
    header: true,
    columns,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

function figureWithSource({ text, source }: FigureView): string {
  return `${text} (${source})`;
}

function joined(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(/\s+/gu, ' ')).join(' | ');
}
