/** The organs whose resolutions are cited by number alone. */
export type Body = 'council' | 'assembly' | 'human-rights' | 'ecosoc';

/** How texts of the six UN languages, Korean and Japanese name them; alternatives of one expression. */
export const BODY_NAMES: Readonly<Record<Body, string>> = {
  council:
    'Security Council|UNSC|Conseil de sécurité|Consejo de Seguridad|Совет\\p{Ll}{0,3} Безопасности|Совбез\\p{Ll}{0,3}|СБ ООН|СБ|' +
    '安全理事会|安全理事會|安理会|安理會|安保理|안보리|안전보장이사회|مجلس الأمن',
  assembly:
    'General Assembly|Assemblée générale|Asamblea General|Генеральн\\p{Ll}{2,3} Ассамбле\\p{Ll}|ГА ООН|联合国大会|联大|大会|' +
    '大會|総会|총회|الجمعية العامة|Assembly|Assemblée|Asamblea|Ассамбле\\p{Ll}',
  'human-rights':
    "Human Rights Council|UNHRC|HRC|Conseil des droits de l['’]homme|Consejo de Derechos Humanos|" +
    'Совет\\p{Ll}{0,3} (?:ООН )?по правам человека|人权理事会|人權理事會|人権理事会|인권이사회|مجلس حقوق الإنسان',
  ecosoc:
    'Economic and Social Council|ECOSOC|Conseil économique et social|Consejo Económico y Social|ЭКОСОС|' +
    '经济及社会理事会|经社理事会|경제사회이사회|経済社会理事会|المجلس الاقتصادي والاجتماعي',
};

/** A council without its full name; which one, the form of the citation tells. */
const SOME_COUNCIL = 'Council|Conseil|Consejo|Совет\\p{Ll}{0,2}(?!\\p{L})|理事会|理事會|이사회|المجلس';

const NAMES = new RegExp(
  [
    `(?<rights>${BODY_NAMES['human-rights']})`,
    `(?<ecosoc>${BODY_NAMES.ecosoc})`,
    `(?<security>${BODY_NAMES.council})`,
    `(?<assembly>${BODY_NAMES.assembly})`,
    `(?<some>${SOME_COUNCIL})`,
  ].join('|'),
  'gu',
);
const UN_NAMED =
  /(?:\bU\.?N\.?\b|United Nations|Nations Unies|Naciones Unidas|ООН|联合国|聯合國|国連|유엔|الأمم المتحدة)/u;

const BEFORE = 100;
const BEHIND = 50;
/** "78/218 of the General Assembly", "78/218 Генеральной Ассамблеи": such a name behind wins over one before. */
const OF = /^ ?(?:of the|of|de la|de l['’]|du|del|des)? ?$/u;
/** The highest session number that the Human Rights Council's sessions have reached or may soon reach. */
const LAST_SHARED_SESSION = 66;

/** The Assembly's symbols bear session numbers since its 31st session; lower ones are of the Human Rights Council. */
const FIRST_SESSION_OF_ASSEMBLY = 31;
const OPENING = 1500;

/**
 * Whose resolution "78/218" or "2018/12" is, by the organs named around it; where none is ("its resolution 52/28"), by the
 * organ that the text names first; the Assembly's where nothing speaks.
 */
export function bodyOfSession(text: string, start: number, end: number, session: string): Body {
  if (/^(?:19|20)\d\d$/u.test(session)) return 'ecosoc';
  if (session.startsWith('ES')) return 'assembly';
  const number = Number.parseInt(session.replace(/^S-/u, ''), 10);
  if (number > LAST_SHARED_SESSION) return 'assembly';
  const isSpecial = session.startsWith('S');
  if (!isSpecial && number < FIRST_SESSION_OF_ASSEMBLY) return 'human-rights';
  const counts = (name: string): boolean => name !== 'security' && name !== 'ecosoc';
  const named =
    nearest(text, start, end, counts) ??
    namesIn(text.slice(0, OPENING)).find(({ name }) => counts(name))?.name;
  return named === 'rights' || named === 'some' ? 'human-rights' : 'assembly';
}

/** How surely a number without a slash is a resolution of the Security Council, by the names around it. */
export function councilIsNamed(text: string, start: number, end: number): 'yes' | 'other' | 'no' {
  const named = nearest(text, start, end, () => true);
  if (named === 'security') return 'yes';
  if (named === 'assembly' || named === 'rights' || named === 'ecosoc') return 'other';
  return UN_NAMED.test(text.slice(Math.max(0, start - BEFORE), end + BEHIND)) ? 'yes' : 'no';
}

function nearest(text: string, start: number, end: number, counts: (name: string) => boolean): string | null {
  const slice = text.slice(end, end + BEHIND);
  const behind = namesIn(slice).find(({ name }) => counts(name));
  if (behind && OF.test(slice.slice(0, behind.at))) return behind.name;
  const before = namesIn(text.slice(Math.max(0, start - BEFORE), start)).findLast(({ name }) => counts(name));
  return before?.name ?? behind?.name ?? null;
}

function namesIn(slice: string): { name: string; at: number }[] {
  return [...slice.matchAll(NAMES)].map((match) => ({
    name: Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? '',
    at: match.index,
  }));
}
