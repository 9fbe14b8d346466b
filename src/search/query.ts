/** What a reader types into the search field. */
import { pairsOf, runsOf, type Run } from './words.ts';

export interface Search {
  /** For the database: a tsquery over the words of src/search/words.ts. */
  tsquery: string;
  /** What is marked in a text that was found. */
  marks: Mark[];
}

/** A run to mark: of unspaced scripts wherever it stands in a run, else where it is the word. */
export type Mark = Pick<Run, 'word' | 'unspaced'>;

/** More than a person types; keeps the database's work within bounds. */
const LONGEST_QUERY = 300;
const MOST_TERMS = 16;
const TERM = /(-?)(?:["“”„«「『]([^"“”„«»」』]*)["“”»」』]?|([^\s"“”„«»「」『』]+))/gu;

interface Term {
  negative: boolean;
  quoted: boolean;
  runs: Run[];
}

/**
 * Reads a query: words are all required; "quoted words" stand together; -word must not occur. Null where nothing is asked
 * for. Never throws, whatever was typed.
 */
export function parseSearch(typed: string): Search | null {
  const terms = [...typed.slice(0, LONGEST_QUERY).matchAll(TERM)].slice(0, MOST_TERMS).flatMap(termOf);
  const wanted = terms.filter((term) => !term.negative);
  if (wanted.length === 0) return null;
  return {
    tsquery: terms.map((term) => `${term.negative ? '!' : ''}${conditionOf(term)}`).join(' & '),
    marks: wanted.flatMap(({ runs }) => runs),
  };
}

function termOf([, minus = '', quoted, plain = '']: RegExpMatchArray): Term[] {
  const text = quoted ?? plain;
  const runs = [...runsOf(text)];
  if (runs.length === 0) return [];
  return [{ negative: minus === '-', quoted: quoted !== undefined, runs }];
}

/** Parts of one term ("S/2024/215", "quoted words") stand together. */
function conditionOf({ runs, quoted }: Term): string {
  const parts: string[] = [];
  let previous: Run | null = null;
  for (const run of runs) {
    const joins: boolean = previous !== null && !previous.unspaced && !run.unspaced;
    if (previous) parts.push(joins ? ' <-> ' : ' & ');
    parts.push(run.unspaced ? unspacedOf(run.word, quoted) : `'${run.word}'`);
    previous = run;
  }
  return `(${parts.join('')})`;
}

/**
 * Overlapping pairs that all occur nearly always stand together; that they must is asked for by quotes only, since a long text
 * has positions for its beginning alone.
 */
function unspacedOf(run: string, quoted: boolean): string {
  const pairs = pairsOf(run, false);
  if (pairs.length === 0) return `'${run}':*`;
  return `(${pairs.map((pair) => `'${pair}'`).join(quoted ? ' <-> ' : ' & ')})`;
}
