import { foldText } from './fold.ts';
import { parseSymbol } from './symbol-parse.ts';
import { findSymbols } from './symbol-find.ts';

/** A document or meeting that a text cites. Offsets are UTF-16 units. */
export interface Cited {
  symbol: string;
  key: string;
  start: number;
  end: number;
}

/** Meetings of the Council by their number: "the 9048th meeting", "9048-м заседании", "제9048차 회의", "第9048次会议". */
const MEETING =
  /(?<!\d)(\d{4,5})(?:(?:st|nd|rd|th)\s+(?:Council\s+)?meeting|-\p{Ll}{1,3}\s+заседани|차\s?회의|次会议|回会合)/giu;

/** Symbols, resolutions and meetings of the Council that a text cites, by number alone too, in order. */
export function citedIn(text: string): Cited[] {
  const meetings = [...foldText(text).matchAll(MEETING)].flatMap(({ index, 0: whole, 1: number = '' }) => {
    const parsed = parseSymbol(`S/PV.${number}`);
    const end = index + whole.length;
    return parsed ? [{ symbol: parsed.canonical, key: parsed.key, start: index, end }] : [];
  });
  return [...findSymbols(text), ...meetings].sort((a, b) => a.start - b.start);
}
