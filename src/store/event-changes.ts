/** What the statements about an event say that changes it for those who were told of it. */
import type { Quantity } from '../model.ts';
import type { EventChange, FigureView } from '../publish/event-view.ts';
import type { StatementRow } from './tables.ts';

export type StatementWithSource = StatementRow & {
  sha256: string | null;
  flags: string[] | null;
  source: string | null;
};

/** As much of a statement as tells what it changes. */
type Told = Pick<
  StatementRow,
  'status' | 'quantity' | 'source_actor' | 'outlet' | 'url' | 'published' | 'origin_document'
>;

/** The body that says so, else the outlet. */
export function speakerOf(row: { source_actor: string | null; outlet: string | null }): string | null {
  return row.source_actor ?? row.outlet;
}

/** Who denies a figure is no source of it, as long as somebody asserts the event. */
export function figuresOf(rows: readonly Told[]): FigureView[] {
  const asserted = rows.filter(({ status }) => status !== 'denied');
  return (asserted.length > 0 ? asserted : rows).flatMap(figureOf);
}

/** The curated "not known" is no figure; figures without a number still tell something ("a significant number"). */
function figureOf(row: Told): FigureView[] {
  return row.quantity
    ? [{ ...row.quantity, source: speakerOf(row) ?? row.outlet, url: row.url, published: row.published }]
    : [];
}

/**
 * What `newer` statements change of an event for a reader who was told the `older` ones (both in the order of their coming):
 * each status, each figure and each voice once, in the words of who came first with it.
 */
export function changesSince(older: readonly Told[], newer: readonly Told[]): EventChange[] {
  const changes: EventChange[] = [];
  const known = figuresOf(older);
  const statuses = new Set(older.map((row) => row.status));
  const origins = new Set(older.map((row) => row.origin_document));
  const figures = [...known];
  const voices = new Set<string>();
  const before = older.at(-1)?.status;
  for (const row of newer) {
    const voice = speakerOf(row) ?? row.outlet;
    if (before && !statuses.has(row.status)) {
      statuses.add(row.status);
      voices.add(voice);
      changes.push({ kind: 'status', from: before, to: row.status, by: voice });
    }
    const [figure] = row.status === 'denied' ? [] : figureOf(row);
    if (figure && !figures.some((each) => sameFigure(each, figure))) {
      figures.push(figure);
      changes.push({ kind: 'figure', figure, previous: known });
    }
    if (row.origin_document !== null && !origins.has(row.origin_document)) {
      origins.add(row.origin_document);
      if (!voices.has(voice)) changes.push({ kind: 'origin', source: voice });
      voices.add(voice);
    }
  }
  return changes;
}

function sameFigure(a: Quantity, b: Quantity): boolean {
  return a.min === b.min && a.max === b.max && a.unit === b.unit;
}
