import { z } from 'zod';
import { parseSymbol, symbolAddresses } from '../../un/symbol.ts';
import { candidateAt } from '../candidate.ts';
import { text } from '../settings.ts';
import { defineWay, type Candidate } from '../types.ts';

const STEP = 50;
/** "S/{2018..2020}/{1..1200}" asks for 3,600 documents; more than this is a slip of the finger. */
const MAX_SYMBOLS = 200_000;
const RANGE = /\{(\d{1,5})\.\.(\d{1,5})\}/u;

const symbol = text
  .refine((written) => countOf(written) <= MAX_SYMBOLS, `means more than ${MAX_SYMBOLS} documents`)
  .refine(isSymbol, 'is no symbol of a UN document, with ranges such as S/PV.{9000..9200}');

/** UN documents by their symbols, over ranges of numbers and years; what does not exist is counted as not reached. */
export const symbols = defineWay({
  kind: 'symbols',
  needs: 'outlet',
  settings: { symbols: z.array(symbol).min(1) },
  cursor: z.strictObject({ behind: z.int().min(0) }),
  async *walk(settings, cursor) {
    const total = settings.symbols.reduce((sum, written) => sum + countOf(written), 0);
    let at = 0;
    let candidates: Candidate[] = [];
    for (const written of settings.symbols) {
      for (const each of expand(written)) {
        at += 1;
        if (at <= (cursor?.behind ?? 0)) continue;
        candidates.push(...candidatesOf(each));
        if (candidates.length < STEP && at < total) continue;
        yield { candidates, cursor: { behind: at }, done: at / total };
        candidates = [];
      }
    }
  },
});

/** Every symbol that the ranges stand for, the last range running fastest. */
function* expand(written: string): Generator<string> {
  const range = RANGE.exec(written);
  if (!range) return yield written;
  const [whole, first, last] = range;
  for (let number = Number(first); number <= Number(last); number += 1) {
    const head = `${written.slice(0, range.index)}${number}`;
    for (const rest of expand(written.slice(range.index + whole.length))) yield `${head}${rest}`;
  }
}

function countOf(written: string): number {
  const ranges = written.matchAll(new RegExp(RANGE, 'gu'));
  return Array.from(ranges, ([, first, last]) => Math.max(0, Number(last) - Number(first) + 1)).reduce(
    (product, size) => product * size,
    1,
  );
}

function isSymbol(written: string): boolean {
  const [first] = expand(written);
  const parsed = first === undefined ? null : parseSymbol(first);
  return parsed !== null && symbolAddresses(parsed) !== null;
}

function candidatesOf(written: string): Candidate[] {
  const parsed = parseSymbol(written);
  const url = parsed && symbolAddresses(parsed)?.docs;
  if (!parsed || !url) return [];
  const { canonical, key } = parsed;
  return [
    candidateAt(url, { guid: key, sharedId: `un-document:${key}`, symbol: canonical, title: canonical }),
  ];
}
