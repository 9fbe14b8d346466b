import type { Mention } from '../model.ts';
import { LANGUAGES, categoryOf, type Language } from '../taxonomy.ts';
import { groupsIn } from './claim-actors.ts';
import { has, readClaim, sentencesAround } from './claim-read.ts';
import { claimWords, type Act } from './claim-words.ts';
import { citedIn, type Cited } from './cited-in.ts';
import type { CouncilRow } from './council-record.ts';
import type { Telling } from './record-note.ts';

/** Acts that lay it to somebody that a vote failed. */
const BLAMES: ReadonlySet<Act> = new Set(['veto', 'against', 'block', 'oppose', 'hold']);
/** A resolution is cited for much else: only a vote told at once beside it is about its adoption. */
const BESIDE = 40;
/** The symbol leaves no doubt which vote is meant; the words can. */
const CONFIDENCE = 0.9;
const NEWS_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Mentions of blocking in sentences that cite a symbol, resolution or meeting of the record and lay to somebody that it was
 * voted down or stopped: the symbol tells the subject, so neither the DPRK nor the Council need be named. Sentences that one
 * of `known` stands in are left to it.
 */
export function citedTellings(
  known: readonly Mention[],
  { title, text, lang, published }: Telling,
  rows: readonly CouncilRow[],
): Mention[] {
  const language = LANGUAGES.find((one) => one === lang);
  if (!language) return [];
  const full = `${title}\n${text}`;
  const cited = citedIn(full);
  const found: Mention[] = [];
  for (const citation of cited) {
    const row = rows.find(({ keys }) => keys.includes(citation.key));
    const { start, end } = sentencesAround(full, citation.start, citation.end);
    const isTold = [...known, ...found].some((told) => told.start < end && start < told.end);
    const act = row && !isTold ? blameIn(full, { start, end }, citation, row, language) : null;
    if (!row || !act) continue;
    const symbols = cited.filter((one) => start <= one.start && one.end <= end).map(({ symbol }) => symbol);
    found.push({
      ...mentionOf(row, published),
      quote: full.slice(start, end),
      start,
      end,
      unSymbols: [...new Set(symbols)],
      evidence: [evidenceOf('act', act, full), evidenceOf('symbol', citation, full)],
    });
  }
  return found;
}

/** The words of a sentence that tell that the cited vote was stopped; null where nothing is laid to anybody. */
function blameIn(
  full: string,
  sentence: { start: number; end: number },
  citation: Cited,
  row: CouncilRow,
  language: Language,
): { start: number; end: number } | null {
  const text = full.slice(sentence.start, sentence.end);
  const words = claimWords(language);
  const patterns = row.kind === 'decision' ? [words.bySymbol.voted] : Object.values(words.bySymbol);
  const acts = patterns.flatMap((pattern) => (pattern ? [...text.matchAll(pattern)] : []));
  const act = acts
    .map(({ index, 0: { length } }) => ({
      start: sentence.start + index,
      end: sentence.start + index + length,
    }))
    .find((one) => row.kind !== 'decision' || isBeside(full, one, citation));
  if (!act) return null;
  const isLaid = readClaim(text, language).assertions.some(
    (assertion) => !assertion.negated && BLAMES.has(assertion.act),
  );
  const isUnreal = [words.denied, words.unreal, words.negated].some((pattern) => has(pattern, text));
  return isLaid || (groupsIn(text, words).length === 0 && !isUnreal) ? act : null;
}

function isBeside(
  full: string,
  a: { start: number; end: number },
  b: { start: number; end: number },
): boolean {
  const between = a.end <= b.start ? full.slice(a.end, b.start) : full.slice(b.end, a.start);
  return between.length <= BESIDE && !/[,;:，；：、]/u.test(between);
}

function evidenceOf(role: string, { start, end }: { start: number; end: number }, full: string) {
  return { role, text: full.slice(start, end), start, end };
}

function mentionOf(
  row: CouncilRow,
  published: string | null,
): Omit<Mention, 'quote' | 'start' | 'end' | 'unSymbols' | 'evidence'> {
  const age = published === null ? 0 : (Date.parse(published) - Date.parse(row.date)) / DAY_MS;
  return {
    type: 'sc_blocking',
    category: categoryOf('sc_blocking'),
    status: 'confirmed',
    supplier: null,
    recipient: null,
    facilitator: [],
    sourceActor: null,
    items: [],
    quantity: null,
    place: null,
    eventDate: row.date,
    names: [],
    confidence: CONFIDENCE,
    rule: 'council_record.symbol',
    news: age <= NEWS_DAYS,
  };
}
