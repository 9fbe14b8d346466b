import type { Analysis, AnalysisInput, Evidence, Mention } from '../model.ts';
import { CATEGORY_IDS } from '../taxonomy.ts';
import { findSymbols } from '../un/symbol.ts';
import { clausesOf, widen, type Span } from './clauses.ts';
import { readContext, type Context } from './context.ts';
import { readDocument, type Document, type Hit } from './document.ts';
import { matchFrames, type Candidate, type NearMiss } from './frames.ts';
import { detectLanguage } from './language.ts';
import type { Lexicon, MentionKind } from './lexicon.ts';
import { namesOf } from './names.ts';
import { isNews } from './news.ts';
import { quantityOf } from './quantity.ts';
import { rolesOf } from './roles.ts';
import { score } from './score.ts';
import { sourceOf } from './source.ts';
import { statusOf } from './status.ts';
import { eventDateOf } from './when.ts';

export interface Analyzer {
  /** Mentions of a text; never throws on a text, whatever it holds. Offsets count into title + "\n" + text. */
  analyze(input: AnalysisInput): Analysis;
  /** As analyze, and why: the frames that almost fitted, and what each lacked. */
  explain(input: AnalysisInput): { analysis: Analysis; misses: NearMiss[]; subjectFound: boolean };
}

/** Sentences that open a text, the title included. */
const LEAD_SENTENCES = 3;

/** Builds an analyzer over a lexicon. Pure: no clock, no network, no state between texts but caches. */
export function createAnalyzer(lexicon: Lexicon): Analyzer {
  const run = (input: AnalysisInput, miss?: (nearMiss: NearMiss) => void) => {
    const lang = detectLanguage(`${input.text.slice(0, 2_000)} ${input.title}`, input.lang);
    const subject = lexicon.concepts.get(lexicon.subject) ?? -1;
    const document = readDocument(input, lexicon, subject);
    if (!document) return { analysis: summarize(input.id, lang, [], lexicon), subjectFound: false };
    const context = readContext(document, lexicon);
    const candidates = merge(document, matchFrames(document, context, lexicon, miss), lexicon);
    const mentions = build(candidates, document, context, lexicon);
    return { analysis: summarize(input.id, lang, mentions, lexicon), subjectFound: true };
  };
  return {
    analyze: (input) => run(input).analysis,
    explain(input) {
      const misses: NearMiss[] = [];
      return { ...run(input, (nearMiss) => misses.push(nearMiss)), misses };
    },
  };
}

/** A candidate with its quote; several frames that fit the same words are one. */
interface Found extends Candidate {
  quote: Span;
  support: number;
}

/** Gives each candidate its quote, and joins candidates of one type whose quotes overlap: the surest frame stays. */
function merge(document: Document, candidates: readonly Candidate[], lexicon: Lexicon): Found[] {
  const opener = lexicon.concepts.get('clause_opener') ?? -1;
  const found: Found[] = [];
  for (const candidate of candidates) {
    const clauses = clausesOf(document.full, candidate.line, opener);
    const start = Math.min(...candidate.hits.map((hit) => hit.start));
    const end = Math.max(...candidate.hits.map((hit) => hit.end));
    found.push({ ...candidate, quote: widen(document.full, clauses, { start, end }), support: 1 });
  }
  found.sort(
    (a, b) => b.frame.source.confidence - a.frame.source.confidence || a.quote.start - b.quote.start,
  );
  const kept: Found[] = [];
  for (const next of found) {
    const same = kept.find(
      (other) =>
        other.frame.type === next.frame.type &&
        other.line === next.line &&
        other.quote.start < next.quote.end &&
        next.quote.start < other.quote.end,
    );
    if (!same) kept.push(next);
    else {
      same.support += 1;
      if (next.frame.id === same.frame.id) same.quote = join(same.quote, next.quote);
    }
  }
  return kept
    .filter((one) => !kept.some((other) => yields(one, other, lexicon)))
    .sort((a, b) => a.quote.start - b.quote.start);
}

/** Whether another type tells the same words better, by the type's own data. */
function yields(one: Found, other: Found, lexicon: Lexicon): boolean {
  if (one.line !== other.line || one.quote.start >= other.quote.end || other.quote.start >= one.quote.end)
    return false;
  return kindOf(lexicon, one.frame.type).yieldsTo.includes(other.frame.type);
}

/** The latest year that a text names or implies ("on Friday"); a text that names none may be about any time. */
function latestYear(document: Document): number {
  const published = document.input.published ?? null;
  const written = [...document.full.matchAll(/(?<![\p{L}\d.,-])(?:1[89]|20)\d\d(?![\ds,])/gu)].map((match) =>
    Number(match[0]),
  );
  if (written.length === 0) return Infinity;
  const implied = document.lines.map((line) =>
    eventDateOf(document.full.slice(line.start, line.end), published),
  );
  return Math.max(...written, ...implied.map((date) => Number(date?.slice(0, 4) ?? 0)));
}

const join = (a: Span, b: Span): Span => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) });

function build(found: readonly Found[], document: Document, context: Context, lexicon: Lexicon): Mention[] {
  const alone = found.every((candidate) => candidate.frame.type === found[0]?.frame.type);
  const mentions = found.map((candidate) => toMention(candidate, alone, document, context, lexicon));
  const latest = latestYear(document);
  return mentions.filter((mention) => {
    const before = lexicon.kinds.get(mention.type)?.historyBefore ?? 0;
    const historic = (m: Mention): boolean =>
      Number(m.eventDate?.slice(0, 4) ?? latest) < before || latest < before;
    // History alone is no mention; beside a later act it is background that readers want to see.
    return !historic(mention) || mentions.some((other) => other.type === mention.type && !historic(other));
  });
}

function toMention(
  candidate: Found,
  alone: boolean,
  document: Document,
  context: Context,
  lexicon: Lexicon,
): Mention {
  const { frame, line, quote, hits } = candidate;
  const kind = kindOf(lexicon, frame.type);
  const core = [...hits].sort((a, b) => a.start - b.start);
  const text = document.full.slice(quote.start, quote.end);
  const published = document.input.published ?? null;
  const { status, cue } = statusOf(
    { line, quote, core },
    frame.source.status ?? kind.status,
    document,
    lexicon,
  );
  const roles = rolesOf(frame, kind, line, core, quote, document, context, lexicon);
  const sentence = document.full.slice(line.start, line.end);
  const eventDate = eventDateOf(text, published) ?? eventDateOf(sentence, published);
  const lead = alone || line.index < LEAD_SENTENCES;
  const news = kind.immediate && isNews({ line, quote, status, eventDate, lead }, document, lexicon).news;
  return {
    type: frame.type,
    category: kind.category,
    quote: text,
    start: quote.start,
    end: quote.end,
    status,
    ...roles,
    sourceActor: sourceOf(document, line, quote, lexicon),
    items: wordsOf(document, line.hits, kind.items, quote),
    quantity: quantityOf(text, wantedUnit(kind)),
    place: placeOf(document, line.hits, quote),
    eventDate,
    unSymbols: [...new Set(findSymbols(sentence).map((found) => found.symbol))],
    names: namesOf(document, line),
    confidence: score(frame, candidate.support, context.named(line), line),
    rule: frame.id,
    evidence: evidenceOf(document, core, cue, lexicon),
    news,
  };
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

function evidenceOf(document: Document, core: readonly Hit[], cue: Hit | null, lexicon: Lexicon): Evidence[] {
  const evidence = core.map((hit) => ({
    role: lexicon.names[hit.concepts[0] ?? -1] ?? '',
    text: document.full.slice(hit.start, hit.end),
    start: hit.start,
    end: hit.end,
  }));
  if (!cue) return evidence;
  const role = `status: ${lexicon.names[cue.concepts[0] ?? -1] ?? ''}`;
  return [
    ...evidence,
    { role, text: document.full.slice(cue.start, cue.end), start: cue.start, end: cue.end },
  ];
}

function summarize(id: string, lang: string, mentions: Mention[], lexicon: Lexicon): Analysis {
  const categories = CATEGORY_IDS.flatMap((category) => {
    const doubts = mentions.filter((m) => m.category === category).map((m) => 1 - m.confidence);
    if (doubts.length === 0) return [];
    return [{ id: category, confidence: Number((1 - Math.min(...doubts)).toFixed(2)) }];
  });
  const alert = mentions.some(
    (mention) => mention.news && lexicon.kinds.get(mention.type)?.immediate === true,
  );
  return { id, lang, relevant: mentions.length > 0, alert, categories, mentions };
}
