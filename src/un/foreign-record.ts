import { emptyMeeting, type Meeting, type Person, type Vote } from './meeting.ts';
import { vetoers } from './record-votes.ts';
import { stateName } from './states.ts';
import { foreignStateCode, splitForeignStates } from './foreign-states.ts';
import { findSymbols } from './symbol-find.ts';
import { parseSymbol } from './symbol-parse.ts';

/** What the covers and votes of records say in an official language that is not English. */
interface RecordWords {
  lang: 'fr' | 'es' | 'ru';
  language: string;
  /** The organ and, within the cover, the number of the meeting. */
  cover: RegExp;
  number: RegExp;
  /** Day, month, year. */
  date: RegExp;
  months: readonly string[];
  president: RegExp;
  agenda: RegExp;
  taken: RegExp;
  heads: { inFavour: RegExp; against: RegExp; abstaining: RegExp };
  procedural: RegExp;
  failed: RegExp;
  adopted: RegExp;
}

const RECORDS: readonly RecordWords[] = [
  {
    lang: 'fr',
    language: 'French',
    cover: /Conseil de s[ée]curit[ée]/iu,
    number: /(\d{1,5})\s?e\s+s[ée]ance/u,
    date: /(\d{1,2})(?:er)? (\p{L}+) (\d{4})/u,
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
    president: /Présidente?\s?:\s*([^\n(]{3,160}?)\s*\(((?:[^()]|\([^()]*\)){2,80})\)/u,
    agenda: /Ordre du jour\s+([\s\S]{4,1000}?)(?=\n\s*\n|Le présent|\d{2}-\d{5}|\f)/u,
    taken: /Il est procédé au vote à main levée/gu,
    heads: {
      inFavour: /Votent pour\s?:/u,
      against: /Votent contre\s?:/u,
      abstaining: /S['’]abstiennent\s?:/u,
    },
    procedural: /ordre du jour provisoire|proc[ée]dure/iu,
    failed: /n['’](?:a|est) pas (?:été )?adopt|(?:est|a été) rejet/iu,
    adopted: /(?:a été|est) adopté/iu,
  },
  {
    lang: 'es',
    language: 'Spanish',
    cover: /Consejo de Seguridad/iu,
    number: /(\d{1,5})\s?ª\s+sesi[óo]n/u,
    date: /(\d{1,2}) de (\p{L}+) de (\d{4})/u,
    months: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
      ' ',
    ),
    president: /President[ea]\s?:\s*([^\n(]{3,160}?)\s*\(((?:[^()]|\([^()]*\)){2,80})\)/u,
    agenda: /Orden del día\s+([\s\S]{4,1000}?)(?=\n\s*\n|La presente|\d{2}-\d{5}|\f)/u,
    taken: /Se procede a (?:la )?votación ordinaria/gu,
    heads: {
      inFavour: /Votos a favor\s?:/u,
      against: /Votos en contra\s?:/u,
      abstaining: /Abstenciones\s?:/u,
    },
    procedural: /orden del día provisional|procedimiento/iu,
    failed: /no (?:ha sido|queda|fue) aprobad|queda rechazad/iu,
    adopted: /(?:ha sido|queda|fue) aprobad/iu,
  },
  {
    lang: 'ru',
    language: 'Russian',
    cover: /Совет Безопасности/iu,
    number: /(\d{1,5})\s?-е\s+заседание/u,
    date: /(\d{1,2}) (\p{L}+) (\d{4}) года/u,
    months: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
    president: /Председатель\s?:\s*([^\n(]{3,160}?)\s*\(((?:[^()]|\([^()]*\)){2,80})\)/u,
    agenda: /Повестка дня\s+([\s\S]{4,1000}?)(?=\n\s*\n|В настоящем отчете|\d{2}-\d{5}|\f)/u,
    taken: /Проводится голосование поднятием рук/gu,
    heads: {
      inFavour: /Голосовали за\s?:/u,
      against: /Голосовали против\s?:/u,
      abstaining: /Воздержались\s?:/u,
    },
    procedural: /предварительн\p{L}+ повестк\p{L}+ дня|процедурн/iu,
    failed: /не (?:был[аио]? )?(?:принят|принимается)|отклон/iu,
    adopted: /(?:принят|принимается|утвержд)/iu,
  },
];

const ON_A_DRAFT = /projet de résolution|proyecto de resolución|проект\p{L}* резолюции/iu;
const COVER = 4000;
const LONGEST_LISTS = 3000;
const AROUND = 500;

/** The language of a Council meeting record in French, Spanish or Russian; null for every other text. */
function foreignRecordWords(text: string): RecordWords | null {
  const cover = text.slice(0, COVER);
  if (!/S\/PV\.\s?\d/u.test(cover)) return null;
  return RECORDS.find((words) => words.cover.test(cover) && words.number.test(cover)) ?? null;
}

/**
 * Reads cover and votes of a Council meeting record in French, Spanish or Russian; null for every other text. Speeches and the
 * list of members are left out, and a note says so. States have their usual English names; a list with a name that is no
 * state's makes no vote.
 */
export function parseForeignRecord(text: string): Meeting | null {
  const words = foreignRecordWords(text);
  if (!words) return null;
  const cover = text.slice(0, COVER);
  const symbol = parseSymbol(/S\/PV\.\s?\d+(?:\s?\(Resumption\s?\d*\))?/u.exec(cover)?.[0] ?? '');
  const number = words.number.exec(cover)?.[1] ?? symbol?.number ?? null;
  const taken = [...text.matchAll(words.taken)];
  const votes = taken.map((match, index) => voteAt(text, match.index, taken[index + 1]?.index, words));
  const read = votes.filter((vote) => vote !== null);
  const notes = [
    `read in ${words.language}: cover and votes only; ask for the English record for its speeches (l=en)`,
  ];
  if (read.length < votes.length) notes.push('a vote was taken whose lists could not be read');
  return {
    ...emptyMeeting('record'),
    symbol: symbol?.canonical ?? null,
    number: number === null ? null : Number(number),
    date: dayOf(cover, words),
    president: presidentOf(cover, words),
    agenda: [words.agenda.exec(cover)?.[1] ?? ''].map(oneLine).filter((item) => item !== ''),
    votes: read,
    notes,
  };
}

function dayOf(cover: string, { date, months }: RecordWords): string | null {
  const [, day = '', month = '', year = ''] = date.exec(cover) ?? [];
  const index = months.indexOf(month.toLowerCase());
  return index < 0 ? null : `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function presidentOf(cover: string, { president, lang }: RecordWords): Person | null {
  const [, name = '', state = ''] = president.exec(cover) ?? [];
  if (state === '') return null;
  const code = foreignStateCode(oneLine(state), lang);
  const written = oneLine(name.replace(/(?:\s?[.…]){3,}/gu, ' '));
  return { name: written, state: code === null ? oneLine(state) : stateName(code), stateCode: code };
}

function voteAt(text: string, start: number, nextVote: number | undefined, words: RecordWords): Vote | null {
  const end = Math.min(nextVote ?? text.length, start + LONGEST_LISTS);
  const passage = text.slice(start, end);
  const heads = (['inFavour', 'against', 'abstaining'] as const)
    .flatMap((kind) => {
      const head = words.heads[kind].exec(passage);
      return head ? [{ kind, at: head.index, from: head.index + head[0].length }] : [];
    })
    .sort((a, b) => a.at - b.at);
  const lists: Pick<Vote, 'inFavour' | 'against' | 'abstaining'> = {
    inFavour: [],
    against: [],
    abstaining: [],
  };
  let behind = 0;
  for (const [index, { kind, from }] of heads.entries()) {
    const list = splitForeignStates(passage.slice(from, heads[index + 1]?.at), words.lang);
    if (!list) return null;
    lists[kind] = list.codes.map(stateName);
    behind = from + list.length;
  }
  if (heads.length === 0) return null;
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = passage.slice(behind, behind + AROUND);
  const around = `${before} ${after}`;
  const kind = words.procedural.test(around) && !ON_A_DRAFT.test(around) ? 'procedural' : 'substantive';
  const failed = words.failed.test(after);
  const result = failed ? 'not adopted' : words.adopted.test(after) ? 'adopted' : null;
  const tally = { yes: lists.inFavour.length, no: lists.against.length, abstain: lists.abstaining.length };
  const symbols = findSymbols(around).map((found) => found.symbol);
  return {
    kind,
    subject: kind === 'procedural' ? 'provisional agenda' : 'draft resolution',
    draft: kind === 'procedural' ? null : (symbols.find((one) => /^S\/\d{4}\/\d/u.test(one)) ?? null),
    ...lists,
    tally,
    result,
    resolution: result === 'adopted' ? (symbols.find((one) => one.startsWith('S/RES/')) ?? null) : null,
    vetoBy: failed ? vetoers(kind, result, tally, lists.against) : [],
    start,
    end: start + behind,
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
