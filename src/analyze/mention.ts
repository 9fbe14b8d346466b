import type { Evidence, Mention } from '../model.ts';
import { findSymbols } from '../un/symbol.ts';
import type { Span } from './clauses.ts';
import type { Context } from './context.ts';
import type { Document, Hit, Line } from './document.ts';
import type { Frame, Lexicon, MentionKind } from './lexicon.ts';
import type { Found } from './merge.ts';
import { namesOf } from './names.ts';
import { isNews } from './news.ts';
import { quantityOf } from './quantity.ts';
import { rolesOf } from './roles.ts';
import { score } from './score.ts';
import { sourceOf } from './source.ts';
import { statusOf } from './status.ts';
import { aheadOf, eventDateOf } from './when.ts';

/** Sentences that open a text, the title included. */
const LEAD_SENTENCES = 3;

/** What a sentence says whatever is mentioned in it; read once, for several mentions may stand in one sentence. */
interface Facts {
  /** Read only where a quote has no date of its own. */
  date: () => string | null;
  symbols: string[];
  names: string[];
}
const factsRead = new WeakMap<Line, Facts>();

/** As much as a reader remembers of what was said: enough for "that year". */
const MEMORY = 600;
const textBefore = (document: Document, at: number): string =>
  document.full.slice(Math.max(0, at - MEMORY), at);

function factsOf(line: Line, document: Document): Facts {
  const held = factsRead.get(line);
  if (held) return held;
  const sentence = document.full.slice(line.start, line.end);
  let date: string | null | undefined;
  const facts = {
    date() {
      if (date === undefined)
        date = eventDateOf(sentence, document.input.published ?? null, textBefore(document, line.start));
      return date;
    },
    symbols: [...new Set(findSymbols(sentence).map((found) => found.symbol))],
    names: namesOf(document, line),
  };
  factsRead.set(line, facts);
  return facts;
}

/** A mention, and whether its own sentence says which way the goods went. */
export interface Draft {
  mention: Mention;
  explicit: boolean;
}

/** The mention that a candidate stands for. `opening`: the type that the text mentions first. */
export function toMention(
  candidate: Found,
  opening: Mention['type'] | undefined,
  alone: boolean,
  document: Document,
  context: Context,
  lexicon: Lexicon,
): Draft {
  const { frame, line, quote, hits } = candidate;
  const kind = kindOf(lexicon, frame.type);
  const facts = factsOf(line, document);
  const core = [...hits].sort((a, b) => a.start - b.start);
  const text = document.full.slice(quote.start, quote.end);
  const published = document.input.published ?? null;
  const { status, cue } = statusOf(
    { line, quote, core },
    frame.source.status ?? kind.status,
    document,
    lexicon,
  );
  const { explicit, ...roles } = rolesOf(frame, kind, line, core, quote, document, context, lexicon);
  const dated = eventDateOf(text, published, textBefore(document, quote.start)) ?? facts.date();
  const eventDate = status === 'planned' ? aheadOf(dated, text, published) : dated;
  const opens = opening === frame.type || !frame.source.fallback || line.index < 2;
  const lead = alone || (line.index < LEAD_SENTENCES && opens);
  const quantity = quantityOf(text, wantedUnit(kind));
  const specific = quantity !== null || eventDate !== null;
  const news = isNews({ line, quote, status, eventDate, lead, specific }, document, lexicon).news;
  const mention = {
    type: frame.type,
    category: kind.category,
    quote: text,
    start: quote.start,
    end: quote.end,
    status,
    ...roles,
    sourceActor: sourceOf(document, { line, quote, status, cue }, lexicon),
    items: wordsOf(document, line.hits, kind.items, quote),
    quantity,
    place: placeOf(document, line.hits, quote),
    eventDate,
    unSymbols: facts.symbols,
    names: facts.names,
    confidence: score(frame, candidate.support, context.named(line), line),
    rule: frame.id,
    evidence: evidenceOf(document, frame, core, cue, lexicon),
    news,
  };
  return { mention, explicit };
}

function kindOf(lexicon: Lexicon, type: Mention['type']): MentionKind {
  const kind = lexicon.kinds.get(type);
  if (!kind) throw new Error(`no keywords file describes ${type}`); // loadLexicon refuses such a folder
  return kind;
}

function wantedUnit(kind: MentionKind): (unit: string) => boolean {
  const wanted = kind.roles.units;
  return (unit) =>
    wanted.length === 0 || wanted.some((word) => unit.toLowerCase().includes(word.toLowerCase()));
}

function wordsOf(document: Document, hits: readonly Hit[], slot: readonly number[], quote: Span): string[] {
  const words = hits
    .filter(
      (hit) => hit.start >= quote.start && hit.end <= quote.end && hit.concepts.some((c) => slot.includes(c)),
    )
    .map((hit) => document.full.slice(hit.start, hit.end));
  return [...new Set(words)].slice(0, 8);
}

function placeOf(document: Document, hits: readonly Hit[], quote: Span): string | null {
  const places = hits.filter((hit) => hit.kind === 'places');
  const place = places.find((hit) => hit.start >= quote.start && hit.end <= quote.end) ?? places[0];
  return place ? document.full.slice(place.start, place.end) : null;
}

/** The words that fill the frame, each under the name of the place it fills, then the cue that decided the status. */
function evidenceOf(
  document: Document,
  frame: Frame,
  core: readonly Hit[],
  cue: Hit | null,
  lexicon: Lexicon,
): Evidence[] {
  const asked = new Set(frame.slots.flat());
  const named = (hit: Hit): string => lexicon.names[hit.concepts.find((c) => asked.has(c)) ?? -1] ?? '';
  const evidence = core.map((hit) => toEvidence(document, named(hit), hit));
  return cue ? [...evidence, toEvidence(document, 'status', cue)] : evidence;
}

function toEvidence(document: Document, role: string, { start, end }: Hit): Evidence {
  return { role, text: document.full.slice(start, end), start, end };
}
