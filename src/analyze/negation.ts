import type { Document, Hit, Line } from './document.ts';
import { hitsOf } from './document.ts';
import type { Lexicon } from './lexicon.ts';
import type { Found } from './merge.ts';
import { slotOf } from './parties.ts';
import { speakersOf } from './source.ts';

/** Code units between "not" and its verb ("没有向俄罗斯提供"), and between a verb and the ending that negates it. */
const BEFORE_REACH = 16;
const AFTER_REACH = 4;
/** What parts a "not" from the verb after it: punctuation, or a verb of its own ("did not say whether it had sent"). */
const PARTED = /[,;:.()，、；。]|(?<!\p{L})(?:that|whether|if|to|but|what|how)(?!\p{L})/iu;

/**
 * Takes out what a text says did not happen. Where one of those involved says so it is a denial; an absence that somebody else
 * reports, or nobody ("has not delivered any shells"), is no mention. In and out: the mentions of a text in order.
 */
export function readNegation(found: readonly Found[], document: Document, lexicon: Lexicon): Found[] {
  return found.flatMap((one) => {
    if (!isNegated(one, document, lexicon)) return [one];
    if (!isDenied(one.line, lexicon)) return [];
    const source = { ...one.frame.source, status: 'denied' as const };
    return [{ ...one, frame: { ...one.frame, source } }];
  });
}

/** Whether every act that the quote names is negated. */
function isNegated({ line, quote }: Found, document: Document, lexicon: Lexicon): boolean {
  const acts = hitsOf(line, lexicon.negatable).filter(
    (hit) => hit.start >= quote.start && hit.end <= quote.end,
  );
  return acts.length > 0 && acts.every((act) => negates(act, line, document, lexicon));
}

function negates(act: Hit, line: Line, document: Document, lexicon: Lexicon): boolean {
  const before = hitsOf(line, slotOf(lexicon, 'negation')).some(
    (word) =>
      word.end <= act.start &&
      act.start - word.end <= BEFORE_REACH &&
      !PARTED.test(document.full.slice(word.end, act.start)),
  );
  return (
    before ||
    hitsOf(line, slotOf(lexicon, 'negation_after')).some(
      (ending) => ending.end > act.end && ending.start - act.end <= AFTER_REACH && ending.start >= act.start,
    )
  );
}

/** Whether the one who speaks is no bystander: a state that supplies, receives or helps, or an office of its own. */
function isDenied(line: Line, lexicon: Lexicon): boolean {
  const speakers = speakersOf(line, lexicon);
  return hitsOf(line, slotOf(lexicon, 'says')).some((verb) => {
    const speaker =
      speakers.findLast((hit) => hit.end <= verb.start) ?? speakers.find((hit) => hit.start >= verb.end);
    const state = speaker?.body ? (lexicon.bodies.get(speaker.body)?.state ?? null) : speaker?.state;
    return speaker !== undefined && !lexicon.bystanders.has(state ?? '');
  });
}
