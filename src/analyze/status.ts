import type { Status } from '../taxonomy.ts';
import type { Span } from './clauses.ts';
import { firstHit, has, hitsOf, type Document, type Hit, type Line } from './document.ts';
import type { CompiledStatusRule, Lexicon, Slot } from './lexicon.ts';

/** Where a rule may look: the sentence, the quote in it, and the words that fill the frame, which may hold cues too. */
export interface Claim {
  line: Line;
  quote: Span;
  core: readonly Hit[];
}

/** A frame made of a denial or a call is one, whatever else the sentence says. */
const FINAL: ReadonlySet<Status> = new Set<Status>(['denied', 'urged']);

/**
 * The status that the passage gives to a claim: the first rule of cues.yaml whose cue stands where the rule says, else the
 * one that the frame or the mention type starts from.
 */
export function statusOf(
  claim: Claim,
  start: Status,
  document: Document,
  lexicon: Lexicon,
): { status: Status; cue: Hit | null } {
  const act = claim.core.filter((hit) => hit.concepts.some((concept) => !lexicon.cues.has(concept)));
  const told = { ...claim, core: act.length > 0 ? act : claim.core };
  if (FINAL.has(start)) return { status: start, cue: claim.core[0] ?? null };
  for (const rule of lexicon.statusRules) {
    if (rule.from && rule.from !== start) continue;
    if (rule.with.length > 0 && !rule.with.some((concept) => document.concepts.has(concept))) continue;
    if (rule.near.length > 0 && !has(claim.line, rule.near)) continue;
    if (has(claim.line, rule.barred)) continue;
    const cue = findCue(rule, told, document);
    if (cue && !hits(rule.unless, claim.line, claim.quote) && !hits(rule.unless, claim.line, cue))
      return { status: rule.status, cue };
  }
  return { status: start, cue: null };
}

function findCue(rule: CompiledStatusRule, claim: Claim, document: Document): Hit | null {
  if (rule.where === 'text') return firstHit(document, rule.cue);
  const first = Math.min(...claim.core.map((hit) => hit.word));
  const last = Math.max(...claim.core.map((hit) => hit.wordEnd));
  const reach = rule.words ?? Infinity;
  return (
    hitsOf(claim.line, rule.cue).find((hit) => {
      // What fills the frame is the act itself: "refused access" is no denial of a refusal.
      if (claim.core.some((own) => own.start < hit.end && hit.start < own.end)) return false;
      if (rule.where === 'inside')
        return (
          hit.start >= claim.quote.start &&
          hit.end <= claim.quote.end &&
          (!rule.leads || leads(hit, claim, document))
        );
      const before = first - hit.wordEnd;
      const after = hit.word - last;
      if (rule.where === 'before')
        return hit.start < (claim.core[0]?.end ?? 0) && before <= reach && after <= 0;
      if (rule.where === 'after') return after >= 0 && after <= reach && !othersWords(claim, hit, document);
      return before <= reach && after <= reach;
    }) ?? null
  );
}

/** What opens another clause between an act and a cue ("will report now that Russia has shut down the experts"). */
const OPENER =
  /(?<!\p{L})(?:that|who|whose|which|because|after|since|while|where|as they|as he|as she|until|котор\p{L}+|чтобы)(?!\p{L})/iu;

/** Whether a cue speaks of the act: no other clause begins between them. */
function leads(cue: Hit, { core }: Claim, document: Document): boolean {
  const next = core.find((hit) => hit.start >= cue.end);
  const previous = core.findLast((hit) => hit.end <= cue.start);
  const free = (from: number, to: number): boolean => !OPENER.test(document.full.slice(from, to));
  return (
    (next !== undefined && free(cue.end, next.start)) ||
    (previous !== undefined && free(previous.end, cue.start))
  );
}

/** A comma or a relative pronoun, or a Korean or Japanese ending that joins sentences: what follows may be somebody else's words. */
const TURN =
  /[,;—–，；、]|(?<!\p{L})(?:which|but|while|although|though|а|но|однако)(?!\p{L})|(?:지만|으나|으며|が|一方)(?=[\s、])/u;

/** Whether another party takes the floor between the act and the cue ("…, which the Kremlin denies"). */
function othersWords({ line, core }: Claim, cue: Hit, document: Document): boolean {
  const end = Math.max(...core.map((hit) => hit.end));
  const turn = TURN.exec(document.full.slice(end, cue.start));
  if (!turn) return false;
  const from = end + turn.index;
  return line.hits.some(
    (hit) => hit.start >= from && hit.end <= cue.start && (hit.body !== null || hit.state !== null),
  );
}

function hits(slot: Slot, line: Line, quote: Span): boolean {
  return slot.length > 0 && hitsOf(line, slot).some((hit) => hit.start < quote.end && hit.end > quote.start);
}
