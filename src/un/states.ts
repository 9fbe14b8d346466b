/** Names of states as UN documents write them, and their ISO 3166 alpha-2 codes. */

/** What the documents call otherwise than English usage (Intl), former names of seats included. */
const UN_NAMES: Readonly<Record<string, string>> = {
  'Bolivia (Plurinational State of)': 'BO',
  'Plurinational State of Bolivia': 'BO',
  'Brunei Darussalam': 'BN',
  'Cabo Verde': 'CV',
  Congo: 'CG',
  "Cote d'Ivoire": 'CI',
  'Czech Republic': 'CZ',
  "Democratic People's Republic of Korea": 'KP',
  'Democratic Republic of the Congo': 'CD',
  'Holy See': 'VA',
  'Saint Vincent and the Grenadines': 'VC',
  'Iran (Islamic Republic of)': 'IR',
  'Islamic Republic of Iran': 'IR',
  "Lao People's Democratic Republic": 'LA',
  Libya: 'LY',
  'Libyan Arab Jamahiriya': 'LY',
  'Micronesia (Federated States of)': 'FM',
  'Federated States of Micronesia': 'FM',
  Myanmar: 'MM',
  'Netherlands (Kingdom of the)': 'NL',
  'Kingdom of the Netherlands': 'NL',
  'Observer State of Palestine': 'PS',
  Palestine: 'PS',
  'State of Palestine': 'PS',
  'Republic of Korea': 'KR',
  'Republic of Moldova': 'MD',
  'Russian Federation': 'RU',
  'Union of Soviet Socialist Republics': 'RU',
  'Sao Tome and Principe': 'ST',
  'Syrian Arab Republic': 'SY',
  'The former Yugoslav Republic of Macedonia': 'MK',
  'North Macedonia': 'MK',
  'Timor-Leste': 'TL',
  Turkey: 'TR',
  'United Kingdom of Great Britain and Northern Ireland': 'GB',
  'United Republic of Tanzania': 'TZ',
  'United States of America': 'US',
  'Venezuela (Bolivarian Republic of)': 'VE',
  'Bolivarian Republic of Venezuela': 'VE',
  'Viet Nam': 'VN',
  Eswatini: 'SZ',
  Swaziland: 'SZ',
};

/** The members that can veto. */
export const PERMANENT_MEMBERS: readonly string[] = ['CN', 'FR', 'GB', 'RU', 'US'];

const CODES = codesByName();

/** The code of a state by the name a document gives it; null where it is no state's name. */
export function stateCode(name: string): string | null {
  return CODES.get(fold(name)) ?? null;
}

const NAMES = new Intl.DisplayNames('en', { type: 'region' });

/** The usual English name of a state by its code; the code itself where it names none. */
export function stateName(code: string): string {
  return NAMES.of(code) ?? code;
}

/** Whether the name is that of a permanent member. */
export function isPermanent(name: string): boolean {
  const code = stateCode(name);
  return code !== null && PERMANENT_MEMBERS.includes(code);
}

/**
 * The states of a list such as "China, Russian Federation and United Kingdom of Great Britain and Northern Ireland"; names
 * that hold an "and" stay whole. What is no state's name is kept as it stands, so that nothing is lost silently.
 */
export function splitStates(list: string): string[] {
  const text = list.replace(/\s+/gu, ' ').trim().replace(/\.$/u, '');
  if (text === '' || /^(?:none|nil|-+)$/iu.test(text)) return [];
  return text
    .split(/[,;] ?/u)
    .map((chunk) => chunk.trim().replace(/^and /u, ''))
    .filter((chunk) => chunk !== '')
    .flatMap(splitAnd);
}

function splitAnd(chunk: string): string[] {
  if (stateCode(chunk) !== null) return [chunk];
  const words = chunk.split(' and ');
  for (let cut = 1; cut < words.length; cut += 1) {
    const left = words.slice(0, cut).join(' and ');
    const right = words.slice(cut).join(' and ');
    if (stateCode(left) !== null) return [left, ...splitAnd(right)];
  }
  return words.length === 2 ? words : [chunk];
}

function codesByName(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = new Map<string, string>();
  for (const first of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    for (const second of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const code = first + second;
      const isCurrent = new Intl.Locale(`und-${code}`).region === code; // "DD" and the like are replaced by their heirs
      const name = isCurrent ? names.of(code) : undefined;
      if (name !== undefined) codes.set(fold(name), code);
    }
  }
  for (const [name, code] of Object.entries(UN_NAMES)) codes.set(fold(name), code);
  return codes;
}

/** Case, accents, apostrophes, "&" and hyphens do not tell states apart. */
function fold(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’'`´]/gu, "'")
    .replace(/[\u2010-\u2015-]/gu, ' ')
    .replace(/&/gu, 'and')
    .replace(/^the /iu, '')
    .replace(/^st\.? /iu, 'saint ')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
