import { DROP, rewriteUnits } from '../text/units.ts';

/** Controls, non-characters and halves of surrogate pairs: XML forbids them, and nothing else has a use for them. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

const LF = 10;
const CR = 13;

/** The text without what XML forbids; `foldLines`: with "\n" for "\r\n" and "\r". */
export function withoutForbidden(text: string, foldLines: boolean): string {
  if (!FORBIDDEN.test(text) && !(foldLines && text.includes('\r'))) return text;
  return rewriteUnits(text, (unit, previous, next) => {
    if (isForbidden(unit, previous, next)) return DROP;
    if (unit !== CR || !foldLines) return unit;
    return next === LF ? DROP : LF;
  });
}

function isForbidden(unit: number, previous: number, next: number): boolean {
  if (unit < 32) return unit !== 9 && unit !== LF && unit !== CR;
  if (unit < 0xd800) return false;
  if (isHigh(unit)) return !isLow(next);
  return isLow(unit) ? !isHigh(previous) : unit >= 0xfffe;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
