import type { Status } from '../taxonomy.ts';
import type { Span } from './clauses.ts';
import { hitsOf, type Document, type Hit, type Line } from './document.ts';
import type { Lexicon } from './lexicon.ts';
import { slotOf } from './parties.ts';

/** Words between a speaker and the denial that is theirs. */
const DENIAL_REACH = 6;
/** Words between a nationality and the office that it qualifies ("Ukrainian state prosecutors"). */
const QUALIFIER_REACH = 1;
/** Words between a name and "said". */
const SAID_REACH = 1;
/** Kinds of names that can speak; a port or a ship cannot. */
const SPEAKERS = new Set(['names', 'persons', 'organs']);

export interface Statement {
  line: Line;
  quote: Span;
  status: Status;
  /** The words that decided the status. */
  cue: Hit | null;
}

/**
 * Who says so: of a denial who denies, of a claim who claims and not who denies it. A body named in the sentence outside the
 * quote comes first, then one in the sentence before or the title, then "officials" and the like; null where nobody is named.
 */
export function sourceOf(document: Document, statement: Statement, lexicon: Lexicon): string | null {
  const { line, quote, status, cue } = statement;
  const denial = slotOf(lexicon, 'denial');
  if (status === 'denied') {
    const denier = nearest(speakersOf(line, lexicon), cue) ?? null;
    if (denier) return nameOf(denier, line, document, lexicon);
  }
  const deniers = status === 'denied' ? new Set<string>() : deniersOf(document, denial, lexicon);
  const before = document.lines[line.index - 1];
  const title = document.lines[0]?.title ? document.lines[0] : undefined;
  for (const place of [line, before, title]) {
    if (!place) continue;
    const bodies = hitsOf(place, slotOf(lexicon, 'body')).filter(
      (hit) =>
        !deniers.has(hit.body ?? '') &&
        ((status === 'denied') === denies(hit, place, denial) || (status === 'denied' && place !== line)),
    );
    const hit = bodies.find((one) => one.end <= quote.start || one.start >= quote.end) ?? bodies[0];
    if (hit) return nameOf(hit, place, document, lexicon);
  }
  const vague = hitsOf(line, slotOf(lexicon, 'vague_source'))[0];
  if (vague) return vagueName(document.full.slice(vague.start, vague.end));
  const government = governmentOf(line, lexicon);
  return government ? inEnglish(government, document.full.slice(government.start, government.end)) : null;
}

/** A capital or a person that "said" it right behind the name: "Seoul said", "Budanov told". */
function governmentOf(line: Line, lexicon: Lexicon): Hit | undefined {
  const says = hitsOf(line, slotOf(lexicon, 'says'));
  return speakersOf(line, lexicon).find((hit) =>
    says.some((said) => said.start >= hit.end && said.word - hit.wordEnd <= SAID_REACH),
  );
}

const STATE_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });
const LATIN = /^[\p{Script=Latin}\p{P}\s]+$/u;

/** A government named in another script, by its state: bodies are named in English. */
function inEnglish(hit: Hit, written: string): string {
  if (LATIN.test(written) || hit.state === null || hit.kind === 'persons') return written;
  return STATE_NAMES.of(hit.state) ?? written;
}

const VAGUE_NAMES: readonly (readonly [RegExp, string])[] = [
  [/전문가|эксперт|专家|専門家/u, 'experts'],
  [/당국자|관계자|чиновник|官员|関係者/u, 'officials'],
  [/[^\p{Script=Latin}\p{P}\s]/u, 'sources'],
];

/** "소식통", "экспертов" in the language in which bodies are named; English as written. */
function vagueName(written: string): string {
  return VAGUE_NAMES.find(([form]) => form.test(written))?.[1] ?? written;
}

const deniersRead = new WeakMap<Document, ReadonlySet<string>>();

/** The bodies that deny anything in the text: none of them makes the claim. */
function deniersOf(document: Document, denial: readonly number[], lexicon: Lexicon): ReadonlySet<string> {
  const held = deniersRead.get(document);
  if (held) return held;
  const deniers = document.lines.flatMap((line) =>
    hitsOf(line, slotOf(lexicon, 'body')).filter((hit) => denies(hit, line, denial)),
  );
  const names = new Set(deniers.map((hit) => hit.body ?? ''));
  deniersRead.set(document, names);
  return names;
}

/** The names in a sentence that can speak. */
export function speakersOf(line: Line, lexicon: Lexicon): Hit[] {
  const body = slotOf(lexicon, 'body');
  return line.hits.filter(
    (hit) =>
      hit.concepts.some((concept) => body.includes(concept)) ||
      (hit.state !== null && SPEAKERS.has(hit.kind ?? '')),
  );
}

/** The speaker before the denial, else the one after it. */
function nearest(speakers: readonly Hit[], cue: Hit | null): Hit | undefined {
  if (!cue) return speakers[0];
  const before = speakers.filter((hit) => hit.end <= cue.start);
  const bodies = before.filter((hit) => hit.body);
  return bodies.at(-1) ?? before[0] ?? speakers.find((hit) => hit.start >= cue.end);
}

/** Whether a denial follows right after the name: then the name denies and does not claim. */
function denies(hit: Hit, line: Line, denial: readonly number[]): boolean {
  return hitsOf(line, denial).some(
    (cue) => cue.start >= hit.end && cue.word - hit.wordEnd >= 0 && cue.word - hit.wordEnd <= DENIAL_REACH,
  );
}

/** The usual name of a body; an office that every state has is named with its nationality, as far as the text gives one. */
function nameOf(hit: Hit, line: Line, document: Document, lexicon: Lexicon): string {
  const written = document.full.slice(hit.start, hit.end);
  const body = hit.body ? lexicon.bodies.get(hit.body) : undefined;
  if (!body) return inEnglish(hit, written);
  if (!body.anyState) return body.name;
  const owner = line.hits.findLast(
    (other) => other.state !== null && other.end <= hit.start && hit.word - other.wordEnd <= QUALIFIER_REACH,
  );
  if (!LATIN.test(written))
    return owner ? `${STATE_NAMES.of(owner.state ?? 'KP') ?? ''}'s ${body.name}` : body.name;
  return owner ? document.full.slice(owner.start, hit.end) : written;
}
