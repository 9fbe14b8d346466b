/** A text with what was found in it marked, and what could give away a person left out. Pure. */

export interface Range {
  start: number;
  end: number;
}

export interface MarkedPiece {
  /** Empty for what is withheld. */
  text: string;
  kind: 'plain' | 'mention' | 'withheld';
  /** Mentions that begin here, by their number. */
  numbers: number[];
}

/** Shorter names are initials or particles, and stand in half the words of a text. */
const SHORTEST_NAME = 2;

/**
 * What is withheld: the whole paragraph of each passage, since the sentence beside it goes on about the same person, and every
 * other place at which a name in it stands again. Sorted, without overlap.
 */
export function maskedRanges(text: string, passages: readonly Range[], names: readonly string[]): Range[] {
  const ranges = passages.map((passage) => paragraphOf(text, passage));
  for (const name of new Set(names.filter((each) => each.length >= SHORTEST_NAME))) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      ranges.push({ start: at, end: at + name.length });
  }
  return joined(
    ranges
      .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(text.length, end) }))
      .filter(({ start, end }) => start < end),
  );
}

function paragraphOf(text: string, { start, end }: Range): Range {
  const next = text.indexOf('\n\n', end);
  const from = text.lastIndexOf('\n\n', Math.max(0, start - 1));
  return { start: from < 0 ? 0 : from + 2, end: next < 0 ? text.length : next };
}

function joined(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else out.push({ ...range });
  }
  return out;
}

/** The text in pieces, in order: plain, of a mention, or withheld. Offsets are UTF-16 code units. */
export function markedText(
  text: string,
  mentions: readonly (Range & { number: number })[],
  masked: readonly Range[],
): MarkedPiece[] {
  const spans = joined(mentions.filter(({ start, end }) => start >= 0 && start < end && end <= text.length));
  const cuts = [
    ...new Set([0, text.length, ...[...spans, ...masked].flatMap(({ start, end }) => [start, end])]),
  ];
  const starts = new Map<number, number[]>();
  for (const { start, number } of mentions) {
    const span = spans.find((each) => start >= each.start && start < each.end);
    if (span) starts.set(span.start, [...(starts.get(span.start) ?? []), number]);
  }
  cuts.sort((a, b) => a - b);
  const isIn = (ranges: readonly Range[], at: number): boolean =>
    ranges.some(({ start, end }) => at >= start && at < end);
  const pieces = cuts.slice(0, -1).map((start, index): MarkedPiece => {
    const end = cuts[index + 1] ?? text.length;
    const isMasked = isIn(masked, start);
    return {
      text: isMasked ? '' : text.slice(start, end),
      kind: isMasked ? 'withheld' : isIn(spans, start) ? 'mention' : 'plain',
      numbers: starts.get(start) ?? [],
    };
  });
  return pieces.reduce<MarkedPiece[]>(joinWithheld, []);
}

/** However many passages lie in what is withheld, it is one gap. */
function joinWithheld(pieces: MarkedPiece[], piece: MarkedPiece): MarkedPiece[] {
  const last = pieces.at(-1);
  if (piece.kind === 'withheld' && last?.kind === 'withheld') last.numbers.push(...piece.numbers);
  else pieces.push({ ...piece, numbers: [...piece.numbers] });
  return pieces;
}
