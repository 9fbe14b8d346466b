import type { Line } from './document.ts';
import type { Frame } from './lexicon.ts';

/** What a second frame over the same words adds, and what a subject that is only carried over takes away. */
const SUPPORT = 0.04;
const CARRIED = 0.06;
const TITLE = 0.03;

/** How sure a mention is, from 0.05 to 0.98: the frame's own confidence, moved by what backs it. */
export function score(frame: Frame, support: number, named: boolean, line: Line): number {
  const value =
    frame.source.confidence +
    Math.min(support - 1, 3) * SUPPORT -
    (named || frame.source.subject === 'none' ? 0 : CARRIED) +
    (line.title ? TITLE : 0);
  return Number(Math.min(0.98, Math.max(0.05, value)).toFixed(2));
}
