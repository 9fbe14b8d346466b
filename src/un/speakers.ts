import type { Turn } from './meeting.ts';
import { isMeetingRecord, parseMeetingRecord } from './meeting-record.ts';
import { readPressTurns } from './press-release.ts';
import { stateName } from './states.ts';
import { parseSymbol } from './symbol-parse.ts';

/** Who speaks in a stretch of a text; offsets are UTF-16 units. */
export interface Speech {
  start: number;
  end: number;
  /** "China", "President of the Security Council", "Mr. Türk, United Nations High Commissioner for Human Rights". */
  speaker: string;
}

/** Who speaks where in a meeting record or the press release of a meeting, in order; empty for every other document. */
export function speechesIn(text: string, symbol: string): Speech[] {
  const turns = turnsIn(text, symbol);
  return turns.map((turn) => ({ start: turn.start, end: turn.end, speaker: nameOf(turn) }));
}

function turnsIn(text: string, symbol: string): Turn[] {
  if (isMeetingRecord(text)) return parseMeetingRecord(text).turns;
  return parseSymbol(symbol)?.kind === 'press_release' ? readPressTurns(text) : [];
}

/** A state's own name: what its envoys say, the state says. */
function nameOf(turn: Turn): string {
  if (turn.stateCode !== null) return stateName(turn.stateCode);
  if (turn.state !== null) return turn.state;
  if (turn.capacity === 'president') return 'President of the Security Council';
  return turn.organisation === null ? turn.speaker : `${turn.speaker}, ${turn.organisation}`;
}
