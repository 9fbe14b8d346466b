/** What the Council's record says of a telling, and where in a UN document a quote stands, in words. */
import type { Citation, RecordNote } from '../../model.ts';
import { countryName } from './countries.ts';
import { dateInWords } from './dates.ts';
import type { Locale } from './phrases.ts';

type Stance = RecordNote['stances'][string];
type Outcome = RecordNote['outcome'];

interface RecordPhrases {
  contradicts: string;
  agrees: string;
  stance: Readonly<Record<Stance, string>>;
  tally: (yes: number, no: number, abstain: number) => string;
  noVote: string;
  outcome: Readonly<Record<Outcome, string>>;
  derived: string;
  page: (page: number) => string;
  paragraph: (number: string) => string;
}

const EN: RecordPhrases = {
  contradicts: 'Contradicts the Council’s record',
  agrees: 'Council’s record',
  stance: {
    for: 'in favour',
    against: 'against',
    abstained: 'abstained',
    vetoed: 'vetoed',
    held: 'placed a hold',
    opposed: 'would not agree',
    sponsored: 'sponsored',
    refused: 'did not sign the request',
  },
  tally: (yes, no, abstain) => `vote ${yes}-${no}-${abstain}`,
  noVote: 'no vote',
  outcome: {
    adopted: 'adopted',
    not_adopted: 'not adopted',
    never_voted: 'never put to the vote',
    held: 'meeting held',
    refused: 'refused',
    not_held: 'meeting not held',
    closed: 'no open meeting',
    not_agreed: 'not agreed',
    on_hold: 'on hold',
    granted: 'granted',
  },
  derived: 'read by Tumen, not yet reviewed',
  page: (page) => `p. ${page}`,
  paragraph: (number) => `para. ${number}`,
};
const KO: RecordPhrases = {
  contradicts: '안보리 기록과 다름',
  agrees: '안보리 기록',
  stance: {
    for: '찬성',
    against: '반대',
    abstained: '기권',
    vetoed: '거부권 행사',
    held: '보류',
    opposed: '부동의',
    sponsored: '발의',
    refused: '요청서 미서명',
  },
  tally: (yes, no, abstain) => `찬성 ${yes}, 반대 ${no}, 기권 ${abstain}`,
  noVote: '표결 없음',
  outcome: {
    adopted: '채택',
    not_adopted: '채택되지 않음',
    never_voted: '표결에 부쳐지지 않음',
    held: '회의 개최',
    refused: '무산',
    not_held: '회의 열리지 않음',
    closed: '공개회의 없음',
    not_agreed: '합의 실패',
    on_hold: '보류',
    granted: '승인',
  },
  derived: '자동 판독, 검토 전',
  page: (page) => `${page}쪽`,
  paragraph: (number) => `${number}항`,
};
const PHRASES: Readonly<Record<Locale, RecordPhrases>> = { en: EN, ko: KO };

export interface RecordLine {
  contradicts: boolean;
  /** "Contradicts the Council’s record: S/2024/255, S/PV.9591, 28 March 2024: vote 13-1-1; vetoed: Russia; ..." */
  text: string;
}

/** The line below a quote that the record bears out or contradicts; null where it can tell neither. */
export function recordLine(note: RecordNote | null | undefined, locale: Locale): RecordLine | null {
  if (!note || note.verdict === 'unknown') return null;
  const words = PHRASES[locale];
  const contradicts = note.verdict === 'contradicts';
  const where = [...note.symbols, dateInWords(note.date, locale)].join(', ');
  const text = `${contradicts ? words.contradicts : words.agrees}: ${where}: ${recorded(note, words, locale)}`;
  return { contradicts, text };
}

/** Who stood in the way comes first; a database keeps states by their codes. */
const STANCES_TOLD: readonly Stance[] = [
  'vetoed',
  'held',
  'opposed',
  'against',
  'refused',
  'abstained',
  'sponsored',
];

function recorded(note: RecordNote, words: RecordPhrases, locale: Locale): string {
  const { tally, stances, outcome, review } = note;
  // The count tells how many were in favour; who they were fills a line that is read for the others.
  const taken = new Set(Object.values(stances));
  const told = STANCES_TOLD.filter((stance) => taken.has(stance));
  const named = told.map((stance) => {
    const codes = Object.keys(stances).filter((code) => stances[code] === stance);
    return `${words.stance[stance]}: ${codes.map((code) => countryName(code, locale)).join(', ')}`;
  });
  return [
    tally ? words.tally(tally.yes, tally.no, tally.abstain) : words.noVote,
    ...named,
    words.outcome[outcome],
    ...(review === 'derived' ? [words.derived] : []),
  ].join('; ');
}

/** "S/2024/215, p. 12, para. 34"; null for what is no UN document. */
export function citationInWords(citation: Citation | null | undefined, locale: Locale): string | null {
  if (!citation) return null;
  const { page, paragraph } = PHRASES[locale];
  return [
    citation.symbol,
    ...(citation.page === null ? [] : [page(citation.page)]),
    ...(citation.paragraph === null ? [] : [paragraph(citation.paragraph)]),
  ].join(', ');
}
