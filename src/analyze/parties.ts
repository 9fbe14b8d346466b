import { hitsOf, type Document, type Hit, type Line } from './document.ts';
import type { Lexicon, Slot } from './lexicon.ts';

/** How a sentence marks a name: by a preposition or a particle, or not at all. */
export type Mark = 'from' | 'to' | 'by' | 'subject' | 'object' | 'maker' | 'none';

/** A state in a sentence. */
export interface Party {
  state: string;
  mark: Mark;
  hit: Hit;
}

/** How many words may stand between a preposition and its name ("from the port of Najin"). */
const PREPOSITION_REACH = 3;
const PARTICLE_REACH = 8;

const partiesRead = new WeakMap<Line, Map<Slot, Party[]>>();

/** The states of a sentence with their marks; read once for each kind of goods. */
export function partiesOf(line: Line, items: Slot, document: Document, lexicon: Lexicon): readonly Party[] {
  const held = partiesRead.get(line) ?? new Map<Slot, Party[]>();
  partiesRead.set(line, held);
  const known = held.get(items);
  if (known) return known;
  const parties = line.hits.flatMap((hit) => partyOf(hit, line, items, document, lexicon));
  held.set(items, parties);
  return parties;
}

/** A term by its name, as a slot; unknown names are empty. */
export function slotOf(lexicon: Lexicon, name: string): Slot {
  const concept = lexicon.concepts.get(name);
  return concept === undefined ? [] : [concept];
}

function partyOf(hit: Hit, line: Line, items: Slot, document: Document, lexicon: Lexicon): Party[] {
  const state = hit.state ?? (hit.body ? (lexicon.bodies.get(hit.body)?.state ?? null) : null);
  // A ship carries for others: its flag or name says nothing of who sends and who receives. A topic is nobody.
  if (!state || hit.body || hit.kind === 'ships' || hit.kind === 'topics') return [];
  return [{ state, hit, mark: markOf(hit, line, items, document, lexicon) }];
}

function markOf(hit: Hit, line: Line, items: Slot, document: Document, lexicon: Lexicon): Mark {
  const after = document.full.slice(hit.end, hit.end + PARTICLE_REACH);
  const marked = particleOf(after, lexicon);
  if (marked) return marked;
  if (CJK.test(document.full.charAt(hit.start)) && madeRightBehind(line, hit, items)) return 'maker';
  let nearest: Mark = 'none';
  let end = -1;
  for (const mark of ['from', 'to', 'by'] as const) {
    for (const word of hitsOf(line, slotOf(lexicon, mark))) {
      const apart = hit.word - word.wordEnd;
      if (
        word.end <= hit.start &&
        apart <= PREPOSITION_REACH &&
        word.end > end &&
        !between(line, word, hit, items)
      ) {
        nearest = mark;
        end = word.end;
      }
    }
  }
  return nearest;
}

/** The mark of the longest particle that follows a name: "による" names a doer, "に" a goal. */
function particleOf(after: string, { particles }: Lexicon): Mark | null {
  let longest = 0;
  let found: Mark | null = null;
  for (const mark of ['from', 'to', 'subject'] as const) {
    for (const particle of particles[mark]) {
      if (particle.length <= longest || !after.startsWith(particle)) continue;
      longest = particle.length;
      found = mark;
    }
  }
  return found;
}

const CJK = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Katakana}]/u;

/** "북한 포탄", "朝鲜导弹": a name that stands before the goods without a particle says who made them. */
function madeRightBehind(line: Line, name: Hit, items: Slot): boolean {
  return line.hits.some(
    (hit) =>
      hit.start >= name.end && hit.start - name.end <= 1 && hit.concepts.some((c) => items.includes(c)),
  );
}

/** Whether another state, or the goods themselves, stand between a preposition and a name, and so take the preposition. */
function between(line: Line, word: Hit, name: Hit, items: Slot): boolean {
  return line.hits.some(
    (hit) =>
      hit.start >= word.end &&
      hit.end <= name.start &&
      ((hit.state !== null && hit.state !== name.state) || hit.concepts.some((c) => items.includes(c))),
  );
}
