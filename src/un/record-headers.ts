import { stateCode } from './states.ts';
import { PARTICLE, TITLE } from './titles.ts';

/** The beginning of a turn: "Mr. Zhang Jun (China) (spoke in Chinese):". */
export interface Header {
  speaker: string;
  isChair: boolean;
  state: string | null;
  stateCode: string | null;
  language: string | null;
  /** What the bracket says besides the language: "English text provided by the delegation". */
  interpretation: string | null;
  start: number;
  /** Where the speech begins. */
  textStart: number;
}

/** Full stops stand behind initials only; behind a word they end a sentence: "the floor to Mr. Türk. Mr. Türk: ...". */
const NAME_WORD = "(?:\\p{Lu}\\.|[\\p{Lu}'’][\\p{L}'’-]*)";
const NAME = `(?:${TITLE})\\s+(?:${PARTICLE}\\s+){0,2}${NAME_WORD}(?:\\s+(?:${PARTICLE}\\s+){0,2}${NAME_WORD}){0,6}`;
const CHAIR =
  'The\\s+(?:(?:Acting|ACTING)\\s+)?(?:President|PRESIDENT)|The\\s+(?:(?:Deputy|DEPUTY)\\s+)?(?:Secretary-General|SECRETARY-GENERAL)';
const BRACKET = '\\s*\\((?:[^():]|\\([^():]{0,60}\\)){2,120}\\)';
/** Both brackets may wrap over a line end. */
const HEADER = new RegExp(
  `(?<=^|\\s)(?<speaker>${CHAIR}|${NAME})(?<brackets>(?:${BRACKET}){0,3})` +
    '(?:,\\s+(?:speaking\\s+)?on\\s+a\\s+point\\s+of\\s+order)?\\s*:(?=\\s)',
  'gu',
);
const INNER = /\(((?:[^()]|\([^()]*\))*)\)/gu;
const SENTENCE_END = /[.!?”"’)\]:]\s*$/u;
/** How far back the words lie that give somebody the floor. */
const FLOOR_GIVEN_WITHIN = 240;

/** Finds where somebody begins to speak. */
export function findHeaders(text: string): Header[] {
  return [...text.matchAll(HEADER)].map(readHeader).filter((header) => isTurn(text, header));
}

function readHeader(match: RegExpExecArray): Header {
  const brackets = [...(match.groups?.brackets ?? '').matchAll(INNER)].map((inner) =>
    oneLine(inner[1] ?? ''),
  );
  const spoken = brackets.map(readSpoken).find((found) => found !== null) ?? null;
  const state = brackets.find((text) => readSpoken(text) === null && !REMARK.test(text)) ?? null;
  const speaker = oneLine(match.groups?.speaker ?? '');
  return {
    speaker,
    isChair: /^The .*President$/iu.test(speaker),
    state,
    stateCode: state === null ? null : stateCode(state),
    language: spoken?.language ?? null,
    interpretation: spoken?.note ?? null,
    start: match.index,
    textStart: match.index + match[0].length,
  };
}

const REMARK = /point of order|right of reply/iu;

/** "spoke in Korean; English text provided by the delegation", or, in older records, "interpretation from French". */
function readSpoken(text: string): { language: string; note: string | null } | null {
  const match = /^(?:spoke in|interpretation from|speaking in) (\p{L}+)(?:[;,] *(.+))?$/iu.exec(text);
  return match ? { language: match[1] ?? '', note: match[2] ?? null } : null;
}

/**
 * "Mr. Guterres:" can also stand inside a sentence. A name without a country counts where it was named just before, as by
 * "I now give the floor to ...", or begins a line behind a sentence that has ended.
 */
function isTurn(text: string, header: Header): boolean {
  if (header.speaker.startsWith('The ') || header.stateCode !== null) return true;
  const before = text.slice(Math.max(0, header.start - FLOOR_GIVEN_WITHIN), header.start);
  if (!SENTENCE_END.test(before) && before.trim() !== '') return false;
  const surname = header.speaker.split(' ').at(-1) ?? '';
  return before === '' || before.endsWith('\n') || before.includes(surname);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
