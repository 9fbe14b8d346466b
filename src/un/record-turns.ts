import type { Capacity, Meeting, Turn } from './meeting.ts';
import { paragraphsOf } from './paragraphs.ts';
import type { Header } from './record-headers.ts';
import type { RecordBody } from './record-text.ts';
import { firstAtLeast } from './sorted.ts';
import { stateCode } from './states.ts';

type Cover = Pick<Meeting, 'president' | 'members' | 'agenda'>;

/** "[... cut ...]", "[...]" on a line of its own. */
const LEFT_OUT = /^[ \t]*\[\s?(?:\.{3}|…)[^\]\n]{0,40}\]/gmu;
/** The language of a record's own text, in which the turns are that bear no note. */
const RECORD_LANGUAGE = 'English';

/**
 * The turns of a record's body. At each of `ends` (a vote, the close) the speech before it is over; so it is where an excerpt
 * says that something was left out, because who speaks behind that is not known.
 */
export function readTurns(
  body: RecordBody,
  headers: readonly Header[],
  ends: readonly number[],
  cover: Cover,
): Turn[] {
  const cuts = [...body.text.matchAll(LEFT_OUT)].map((match) => match.index);
  const gaps = [...ends, ...cuts].sort((a, b) => a - b);
  const introduced = introductionsIn(body.text);
  return headers.flatMap((header, index) => {
    const next = headers[index + 1]?.start ?? body.text.length;
    const gap = Math.min(next, firstAtLeast(gaps, header.textStart) ?? next);
    const end = withoutHeadings(body.text, header.textStart, gap, cover.agenda);
    const parts = header.isChair ? byCapacity(body.text, header.textStart, end) : [plain(header, end)];
    return parts.map((part) => turnOf(body, header, part, cover, introduced));
  });
}

interface Part {
  start: number;
  end: number;
  /** A state that the President speaks for; undefined where the President speaks as such. */
  national: string | null | undefined;
}

const plain = (header: Header, end: number): Part => ({ start: header.textStart, end, national: undefined });

const TAKES_NATIONAL =
  /in\s+my\s+(?:national\s+)?capacity\s+as\s+(?:the\s+)?[^.]{0,140}?(?:of|for)\s+(?:the\s+)?([^.]{3,80}?)\s*\.|in\s+my\s+national\s+capacity\s*\./gu;
const RESUMES = /I\s+(?:shall\s+|will\s+)?(?:now\s+)?resume\s+my\s+(?:functions?|role|duties|capacity)/gu;

/** Cuts a President's turn where the President speaks for a state, and where the chair is resumed. */
function byCapacity(text: string, start: number, end: number): Part[] {
  const slice = text.slice(start, end);
  const cuts: { at: number; national: Part['national'] }[] = [
    ...[...slice.matchAll(TAKES_NATIONAL)].map((match) => ({
      at: start + match.index + match[0].length,
      national: match[1] ?? null,
    })),
    ...[...slice.matchAll(RESUMES)].map((match) => ({ at: start + match.index, national: undefined })),
  ].sort((a, b) => a.at - b.at);
  const parts: Part[] = [];
  let open: Part = { start, end, national: undefined };
  for (const cut of cuts) {
    parts.push({ ...open, end: cut.at });
    open = { start: cut.at, end, national: cut.national };
  }
  return [...parts, open].filter((part) => text.slice(part.start, part.end).trim() !== '');
}

function turnOf(
  body: RecordBody,
  header: Header,
  part: Part,
  cover: Cover,
  introduced: ReadonlyMap<string, string>,
): Turn {
  const speaksForState = part.national !== undefined;
  const state = speaksForState ? (cover.president?.state ?? part.national ?? null) : header.state;
  const paragraphs = paragraphsOf(body, part.start, part.end);
  const first = part.start === header.textStart ? body.original(header.start) : paragraphs[0]?.start;
  return {
    speaker: header.speaker,
    person: header.isChair ? (cover.president?.name ?? null) : null,
    state,
    stateCode: state === null ? null : stateCode(state),
    organisation: header.isChair || state !== null ? null : (introduced.get(surname(header.speaker)) ?? null),
    capacity: capacityOf(header, speaksForState, cover),
    language: header.language ?? RECORD_LANGUAGE,
    interpretation: header.interpretation,
    paragraphs,
    start: first ?? body.original(part.start),
    end: paragraphs.at(-1)?.end ?? body.original(header.textStart),
  };
}

function capacityOf(header: Header, speaksForState: boolean, cover: Cover): Capacity {
  if (header.isChair) return speaksForState ? 'national' : 'president';
  if (header.state === null) return 'briefer';
  const seats = [...cover.members, ...(cover.president ? [cover.president] : [])].map(
    (member) => member.stateCode,
  );
  if (header.stateCode === null) return 'invited';
  return cover.members.length === 0 || seats.includes(header.stateCode) ? 'member' : 'invited';
}

const INTRODUCTION =
  /(?:Mr|Mrs|Ms|Miss|Dr)\.\s+((?:[\p{Lu}][\p{L}.'’-]*\s*){1,5}),\s+([^;.]{4,220}?)(?=;|\.\s|\.$|,?\s+to\s+(?:participate|brief)|,?\s+and\s+(?:Mr|Mrs|Ms|Miss|Dr)\.)/gu;

/** What briefers were introduced as, by their last name: "Mr. Volker Türk, United Nations High Commissioner ...". */
function introductionsIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(INTRODUCTION)) {
    const role = oneLine(match[2] ?? '');
    for (const word of oneLine(match[1] ?? '').split(' ')) if (!found.has(word)) found.set(word, role);
  }
  return found;
}

function surname(speaker: string): string {
  return speaker.split(' ').at(-1) ?? speaker;
}

const HEADINGS = ['Adoption of the agenda'];

/** The end of a range less the headings that stand behind the speech: the agenda item, its letters. */
function withoutHeadings(text: string, start: number, end: number, agenda: readonly string[]): number {
  const headings = [...agenda, ...HEADINGS].map(compact).filter((heading) => heading !== '');
  let cut = end;
  for (let trimmed = true; trimmed;) {
    trimmed = false;
    for (const heading of headings) {
      const before = stepBack(text, start, cut, heading.length);
      if (before === null || compact(text.slice(before, cut)) !== heading) continue;
      cut = before;
      trimmed = true;
    }
  }
  return cut;
}

/** The offset that has `count` letters and digits between it and `end`; null where the range is shorter. */
function stepBack(text: string, start: number, end: number, count: number): number | null {
  let at = end;
  for (let left = count; at > start; at -= 1) {
    if (left === 0) return at;
    if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) left -= 1;
  }
  return null;
}

function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
