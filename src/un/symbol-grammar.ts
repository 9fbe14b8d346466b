/**
 * The words of UN document symbols: which roots there are, and what the segments between the slashes can be.
 * One-letter roots also stand in ordinary text ("S/he", "A/C"), so behind them only known segments count; longer roots
 * are telling enough to take any well-formed segment.
 */

const LONG_ROOTS: ReadonlySet<string> = words(`
  ST HRI DP TD UNEP UNCTAD ECE ECA ESCAP ESCWA LC CEPAL HSP FCCC CBD ICCD SPLOS ISBA PBC JIU NPT BWC CCW CD AT UNAT
  DTCD EDPA FCTC IDB INCB ICTR ICTY IT MICT PCASED TRADE TRANS UNIDIR UNITAR UNSCEAR UNW GOV INFCIRC CTOC CAC COSP WHC
  LOS APLC CRC CEDAW CCPR CAT CERD CRPD CED CMW ICC-ASP BTWC`);

/** Committees under the human-rights treaties; a country stands in their symbols as a three-letter code. */
export const TREATY_ROOTS: ReadonlySet<string> = words('CRC CEDAW CCPR CAT CERD CRPD CED CMW HRI');

/** Regional commissions, whose documents also run under roots of their own. */
export const REGIONAL_ROOTS: ReadonlySet<string> = words('ECE ECA ESCAP ESCWA LC CEPAL');

/** Codes of press releases. They lead to a page of press.un.org, not to a document. "CS" and "AG" are the French SC, GA. */
export const PRESS_ROOTS: ReadonlySet<string> = words(`
  SC CS GA AG ECOSOC SG/SM SG/T SG/A DSG/SM HR/CN HR/CT GA/EF GA/SHC GA/DIS GA/L GA/SPD GA/AB GA/COL ORG PAL
  BIO OBV WOM NGO POP ENV/DEV SEA DEV SAG AFR IHA PKO`);

/** Bodies: a word, a point and a number ("C.3", "AC.49", "CN.4", "Sub.2", "CONF.232"). */
const NUMBERED_BODIES = ['AC', 'C', 'CN', 'CONF', 'GC', 'SC', 'Sub', 'WG', 'EA', 'PC', 'OEWG', 'COM'];

/** Series, with a number behind a point ("PV.9048", "L.39") or in the next segment ("RES/2397", "PRST/2017/16"). */
const SERIES =
  'RES PRST DEC Agenda PV SR L R WP CRP INF NGO PET CO Q RQ LOIPR NOTE COMM BUR BP MISC G NI OC FCO QPR TP PP'.split(
    ' ',
  );

const MODIFIERS = ['Add', 'Corr', 'Rev', 'Amend', 'Summary', 'Rect', 'App', 'Annex'];

/** Bodies written as a bare word, by the root they stand behind. */
const WORD_BODIES = new Map<string, readonly string[]>([
  ['A', ['HRC', 'SPC', 'BUR', 'EX', 'ED', 'HLPF', 'WGUNS', 'WGFS', 'BLR']],
  ['S', ['COM', 'NC', 'BUR']],
  ['E', ['ESCAP', 'ECA', 'ECE', 'ESCWA', 'ICEF', 'HLPF', 'HLS', 'INCB', 'OB', 'TN', 'WFP']],
  ['T', ['COM', 'OBS']],
]);
const HRC_BODIES = ['WGAD', 'WGEID', 'COI', 'IM', 'OPC', 'FMEP', 'EMRTD', 'BUS', 'MIN', 'WGTAP', 'AC'];

const CASED = new Map(
  [...NUMBERED_BODIES, ...SERIES, ...MODIFIERS].map((word): [string, string] => [word.toUpperCase(), word]),
);
const NUMBERED_BODY_WORDS = upperSet(NUMBERED_BODIES);
const SERIES_WORDS = upperSet(SERIES);
const MODIFIER_WORDS = upperSet(MODIFIERS);

export interface Segment {
  role: 'body' | 'series' | 'session' | 'number' | 'modifier' | 'word';
  /** "PV" of "PV.9048", null of "2024". */
  word: string | null;
  /** "9048" of "PV.9048", "2024" of "2024", null of "HRC". */
  number: string | null;
  /** As canonical symbols write it. */
  text: string;
}

/** Whether `root` (upper case) begins symbols of documents; press codes are another matter. */
export function isRoot(root: string): boolean {
  return WORD_BODIES.has(root) || LONG_ROOTS.has(root);
}

export function isOneLetterRoot(root: string): boolean {
  return WORD_BODIES.has(root);
}

const SEGMENT =
  /^(?:(?<word>[A-Z]{1,12}(?:[.-][A-Z]{2,12}){0,2})(?:(?<mark>[.-])(?<number>\d{1,6}(?:-\d{1,4})?[A-Z]?|[IVXL]{1,6}))?|(?<plain>\d{1,6}(?:-\d{1,4})?[a-z]?))$/iu;

/**
 * Reads one segment behind `root` (upper case); `inside` is the word of the segment before it. Null where the text is no
 * segment that this root can have.
 */
export function readSegment(text: string, root: string, inside: string | null): Segment | null {
  const groups = SEGMENT.exec(text.replace(/\s+/gu, ''))?.groups;
  if (!groups) return null;
  if (groups.plain !== undefined) {
    return { role: 'number', word: null, number: groups.plain, text: groups.plain };
  }
  const upper = (groups.word ?? '').toUpperCase();
  const number = groups.number?.toUpperCase() ?? null;
  const mark = groups.mark ?? '.';
  const role = mark === '-' ? sessionRole(upper) : wordRole(upper, number, root, inside);
  if (!role) return null;
  const word = CASED.get(upper) ?? upper;
  return { role, word, number, text: number === null ? word : `${word}${mark}${number}` };
}

/** "ES-11" (emergency special session), "S-16" (special session). */
function sessionRole(word: string): Segment['role'] | null {
  return word === 'ES' || word === 'S' ? 'session' : null;
}

function wordRole(
  word: string,
  number: string | null,
  root: string,
  inside: string | null,
): Segment['role'] | null {
  if (MODIFIER_WORDS.has(word)) return number !== null || word === 'SUMMARY' ? 'modifier' : null;
  if (number !== null && NUMBERED_BODY_WORDS.has(word)) return 'body';
  if (SERIES_WORDS.has(word)) return 'series';
  if (WORD_BODIES.get(root)?.includes(word)) return 'body';
  if (inside === 'HRC' && HRC_BODIES.includes(word)) return 'body';
  const countryStands = inside !== null && (root === 'E' || root === 'A');
  if (LONG_ROOTS.has(root) || (countryStands && /^[A-Z]{3}$/u.test(word))) return 'word';
  return null;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

function upperSet(list: readonly string[]): ReadonlySet<string> {
  return new Set(list.map((word) => word.toUpperCase()));
}
