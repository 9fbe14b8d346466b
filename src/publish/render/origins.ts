/** The statements about an event, grouped by the independent origin they go back to, in words. */
import type { EventView, StatementView } from '../event-view.ts';
import { clockTime } from '../wording/dates.ts';
import { phrasesOf } from '../wording/index.ts';
import { citationInWords, recordLine, type RecordLine } from '../wording/record.ts';
import type { CardContext } from './card.ts';
import { safeUrl, snapshotUrl } from './links.ts';

export interface OriginCard {
  /** What the origin itself says. */
  voices: VoiceCard[];
  /** Who carries it further, each outlet once. */
  copies: { outlet: string; href: string | null }[];
}

export interface VoiceCard {
  outlet: string;
  href: string | null;
  title: string;
  lang: string;
  /** The language where it is not the reader's, else null. */
  foreignLang: string | null;
  when: string;
  status: string;
  /** Class name of the status, where it is not the event's present one. */
  dissent: string | null;
  sourceActor: string | null;
  /** "S/2024/215, p. 12, para. 34", of UN documents. */
  citation: string | null;
  quote: string;
  /** What the Council's record says of the quote. */
  record: RecordLine | null;
  isLimited: boolean;
  snapshotHref: string | null;
  /** A further passage of the page printed just before. */
  isContinued: boolean;
}

/** One card an origin, in the order of the view's statements. */
export function originCards(event: EventView, context: CardContext): OriginCard[] {
  const groups = new Map<string, StatementView[]>();
  for (const statement of event.statements) {
    groups.set(statement.origin, [...(groups.get(statement.origin) ?? []), statement]);
  }
  return [...groups.values()].map((group) => originCard(group, event, context));
}

/** How many statements a card stands for. */
export function statementCount({ voices, copies }: OriginCard): number {
  return voices.length + copies.length;
}

function originCard(group: readonly StatementView[], event: EventView, context: CardContext): OriginCard {
  const originals = group.filter((statement) => !statement.isCopy);
  const spoken = headlinesFirst(originals.length > 0 ? originals : group.slice(0, 1));
  const carriers = group.filter((statement) => !spoken.includes(statement));
  const byOutlet = new Map(carriers.map(({ outlet, url }) => [outlet, { outlet, href: safeUrl(url) }]));
  return {
    voices: spoken.map((statement, index) => ({
      ...voiceCard(statement, event, context),
      isContinued: index > 0 && spoken[index - 1]?.url === statement.url,
    })),
    copies: [...byOutlet.values()],
  };
}

/** Of several passages of one page, its headline comes first; the order of pages stays. */
function headlinesFirst(statements: readonly StatementView[]): StatementView[] {
  const pages = [...new Set(statements.map(({ url, id }) => url ?? id))];
  const place = new Map(pages.map((page, index) => [page, index]));
  return statements.toSorted(
    (a, b) =>
      (place.get(a.url ?? a.id) ?? 0) - (place.get(b.url ?? b.id) ?? 0) ||
      Number(quotesItsTitle(b)) - Number(quotesItsTitle(a)),
  );
}

function quotesItsTitle({ title, quote }: StatementView): boolean {
  return quote !== '' && title.includes(quote);
}

function voiceCard(statement: StatementView, event: EventView, context: CardContext): VoiceCard {
  const { outlet, lang, published, firstSeen, status, sourceActor } = statement;
  return {
    outlet,
    href: safeUrl(statement.url),
    title: statement.title,
    lang,
    foreignLang: lang === context.locale ? null : lang,
    when: clockTime(published ?? firstSeen, context.zone, context.locale),
    status: phrasesOf(context.locale).status[status],
    dissent: status === event.status ? null : status,
    sourceActor: sourceActor === outlet ? null : sourceActor,
    quote: quotesItsTitle(statement) ? '' : statement.quote, // the title stands just above it
    citation: citationInWords(statement.citation, context.locale),
    record: recordLine(statement.record, context.locale),
    isLimited: statement.limitedText,
    snapshotHref: snapshotUrl(context.publicUrl, statement.snapshotSha),
    isContinued: false,
  };
}
