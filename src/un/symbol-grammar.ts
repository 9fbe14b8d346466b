/**
 * The words of UN document symbols: which roots there are, and what the segments between the slashes can be.
 * One-letter roots also stand in ordinary text ("S/he", "A/C"), so behind them only known segments count; longer roots
 * are telling enough to take any well-formed segment.
 */

const LONG_ROOTS: ReadonlySet<string> = words(`
  ST HRI DP TD UNEP UNCTAD ECE ECA ESCAP ESCWA LC CEPAL HSP FCCC CBD ICCD SPLOS ISBA PBC JIU NPT BWC CCW CD AT UNAT
  DTCD EDPA FCTC IDB INCB ICTR ICTY IT MICT PCASED TRADE TRANS UNIDIR UNITAR UNSCEAR UNW HCR HS GOV INFCIRC CTOC CAC COSP WHC
  LOS CLCS APLC CRC CEDAW CCPR CAT CERD CRPD CED CMW ICC-ASP BTWC CEB WFP CTBT TPNW IPBES ACC GC`);

/** Roots behind which a number alone is a document ("CD/1478", "TD/541"); other roots name a body or series first. */
export const NUMBERED_ROOTS: ReadonlySet<string> = words(
  'CD TD IT DP AT LOS BWC UNAT ECE INFCIRC UNEP DTCD SPLOS',
);

/** Roots that carry the session: "GC(67)/20" of the IAEA, "IDB.50/2" and "GC.19/3" of UNIDO. */
export const SESSION_ROOTS: ReadonlySet<string> = words('GC IDB');

/** Committees under the human-rights treaties; a country stands in their symbols as a three-letter code. */
export const TREATY_ROOTS: ReadonlySet<string> = words('CRC CEDAW CCPR CAT CERD CRPD CED CMW HRI');

/** Regional commissions, whose documents also run under roots of their own. */
export const REGIONAL_ROOTS: ReadonlySet<string> = words('ECE ECA ESCAP ESCWA LC CEPAL');

/** Codes of press releases. They lead to a page of press.un.org, not to a document. "CS" and "AG" are the French SC, GA. */
export const PRESS_ROOTS: ReadonlySet<string> = words(`
  SC CS GA AG ECOSOC SG SG/SM SG/T SG/A DSG/SM DSG/A DSG/T HR HR/CN HR/CT GA/EF GA/SHC GA/DIS GA/L GA/SPD GA/AB GA/COL
  GA/PAL GA/PK ORG PAL BIO OBV WOM NGO POP ENV/DEV SEA DEV SAG AFR IHA PKO L L/T REF PI SOC DC TAD IK HAB ICEF M`);

/** Press codes that stand for nothing else; the others are words and abbreviations of ordinary text too. */
export const SURE_PRESS_ROOTS: ReadonlySet<string> = words(`
  SC GA ECOSOC SG/SM SG/T SG/A DSG/SM DSG/A DSG/T HR/CN HR/CT GA/EF GA/SHC GA/DIS GA/L GA/SPD GA/AB GA/COL GA/PAL GA/PK
  ENV/DEV L/T CS AG`);

/** Bodies: a word, a point and a number ("C.3", "AC.49", "CN.4", "Sub.2", "CONF.232"). */
const NUMBERED_BODIES = ['AC', 'C', 'CN', 'CONF', 'GC', 'SC', 'Sub', 'WG', 'EA', 'PC', 'OEWG', 'COM'];

/** Series, with a number behind a point ("PV.9048", "L.39") or in the next segment ("RES/2397", "PRST/2017/16"). */
const SERIES =
  'RES PRST DEC Agenda PV SR L R WP CRP INF NGO PET CO Q RQ LOIPR NOTE COMM BUR BP MISC G GC NI OC FCO QPR TP PP'.split(
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
/** "OS" is the organizational session of the Human Rights Council. */
const HRC_BODIES = ['WGAD', 'WGEID', 'COI', 'IM', 'OPC', 'FMEP', 'EMRTD', 'BUS', 'MIN', 'WGTAP', 'AC', 'OS'];

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
  /** "15" of "COP(15)". */
  session: string | null;
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
  /^(?:(?<word>[A-Z]{1,12}(?:[.-][A-Z]{2,12}){0,2}?)(?:(?<mark>[.-])(?<number>\d{1,6}(?:-\d{1,4})?[A-Z]?|[IVXL]{1,6})|\((?<session>\d{1,3}|[IVXL]{1,6})\)|(?<letter>\.[A-Z]))?|(?<plain>\d{1,6}(?:-\d{1,4})?[a-z]?)|(?<bracket>\(\d{2,4}\)))$/iu;

/**
 * Reads one segment behind `root` (upper case) and the segments `before` it. Null where the text is no segment that can
 * stand there. In `running` text a word that no list has counts only in capitals.
 */
export function readSegment(
  text: string,
  root: string,
  before: readonly Segment[],
  running = false,
): Segment | null {
  const groups = SEGMENT.exec(text.replace(/\s+/gu, ''))?.groups;
  if (!groups) return null;
  if (groups.plain !== undefined) {
    return { role: 'number', word: null, number: groups.plain, session: null, text: groups.plain };
  }
  if (groups.bracket !== undefined) return bracketSegment(groups.bracket, root, before);
  const written = groups.word ?? '';
  const upper = written.toUpperCase();
  const number = groups.number?.toUpperCase() ?? null;
  const mark = groups.mark ?? '.';
  const letter = groups.letter?.toUpperCase() ?? '';
  if (letter !== '' && upper !== 'SER') return null;
  const known = mark === '-' ? sessionRole(upper) : wordRole(upper, number, root, before);
  const role = known ?? (mark !== '-' && mayHaveWord(upper, root, before) ? 'word' : null);
  const isMixed = upper !== written && written !== written.toLowerCase();
  if (!role || (role === 'word' && running && written === written.toLowerCase())) return null;
  const word = CASED.get(upper) ?? (isMixed && role === 'word' ? written : upper);
  const tail = number === null ? letter : `${mark}${number}`;
  const session = groups.session?.toUpperCase() ?? null;
  return {
    role,
    word,
    number,
    session,
    text: `${caseOf(word, number)}${tail}${session === null ? '' : `(${session})`}`,
  };
}

/** "(02)" of S/AC.44/2004/(02)/1: the documents of a committee on one State, or under one resolution. */
function bracketSegment(text: string, root: string, [body, ...rest]: readonly Segment[]): Segment | null {
  const isCommittee = root === 'S' && body?.role === 'body' && rest.length > 0;
  return isCommittee ? { role: 'word', word: null, number: null, session: null, text } : null;
}

/** "UNEP/EA.5/Res.14" has small letters where the number follows a point. */
function caseOf(word: string, number: string | null): string {
  return number !== null && (word === 'RES' || word === 'DEC')
    ? word.charAt(0) + word.slice(1).toLowerCase()
    : word;
}

/** "ES-11" (emergency special session), "S-16" (special session). */
function sessionRole(word: string): Segment['role'] | null {
  return word === 'ES' || word === 'S' ? 'session' : null;
}

function wordRole(
  word: string,
  number: string | null,
  root: string,
  before: readonly Segment[],
): Segment['role'] | null {
  if (MODIFIER_WORDS.has(word)) return number !== null || word === 'SUMMARY' ? 'modifier' : null;
  if (number !== null && NUMBERED_BODY_WORDS.has(word)) return 'body';
  if (SERIES_WORDS.has(word) || (word === 'D' && TREATY_ROOTS.has(root))) return 'series';
  if (WORD_BODIES.get(root)?.includes(word)) return 'body';
  return before[0]?.word === 'HRC' && HRC_BODIES.includes(word) ? 'body' : null;
}

/**
 * Whether any word may stand here: behind the longer roots, and behind a body of one-letter roots ("E/CN.17/IPF/1995/2",
 * "E/ICEF/2023/P/L.12", a country in "E/C.12/PRK/CO/1").
 */
function mayHaveWord(word: string, root: string, before: readonly Segment[]): boolean {
  if (LONG_ROOTS.has(root)) return true;
  const [body] = before;
  if (body?.role !== 'body' || word.length > LONGEST_WORD_BEHIND_BODY) return false;
  return root === 'E' ? true : body.word === 'HRC' ? word.length === 3 : word.length >= 2;
}
const LONGEST_WORD_BEHIND_BODY = 6;

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

function upperSet(list: readonly string[]): ReadonlySet<string> {
  return new Set(list.map((word) => word.toUpperCase()));
}
