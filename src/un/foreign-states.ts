/** Names of members of the Security Council in French, Spanish and Russian, as UN documents write them. */

type Lang = 'fr' | 'es' | 'ru';

/** What the documents call otherwise than common usage (Intl). */
const UN_NAMES: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  fr: {
    'Fédération de Russie': 'RU',
    "États-Unis d'Amérique": 'US',
    "Royaume-Uni de Grande-Bretagne et d'Irlande du Nord": 'GB',
    'Émirats arabes unis': 'AE',
    'République de Corée': 'KR',
    'Bolivie (État plurinational de)': 'BO',
    'État plurinational de Bolivie': 'BO',
    'Viet Nam': 'VN',
    'Venezuela (République bolivarienne du)': 'VE',
    'République dominicaine': 'DO',
    'Pays-Bas (Royaume des)': 'NL',
  },
  es: {
    'Federación de Rusia': 'RU',
    'Estados Unidos de América': 'US',
    'Reino Unido de Gran Bretaña e Irlanda del Norte': 'GB',
    'Emiratos Árabes Unidos': 'AE',
    'República de Corea': 'KR',
    'Bolivia (Estado Plurinacional de)': 'BO',
    'Estado Plurinacional de Bolivia': 'BO',
    'Viet Nam': 'VN',
    'Venezuela (República Bolivariana de)': 'VE',
  },
  ru: {
    'Российская Федерация': 'RU',
    'Соединенные Штаты Америки': 'US',
    'Соединенное Королевство Великобритании и Северной Ирландии': 'GB',
    'Соединенное Королевство': 'GB',
    'Объединенные Арабские Эмираты': 'AE',
    'Республика Корея': 'KR',
    'Боливия (Многонациональное Государство)': 'BO',
    'Многонациональное Государство Боливия': 'BO',
    'Боливарианская Республика Венесуэла': 'VE',
    'Сьерра-Леоне': 'SL',
  },
};

const CODES = new Map<Lang, ReadonlyMap<string, string>>();

/** The code of a state by its name in a language; null where it is no state's name. */
export function foreignStateCode(name: string, lang: Lang): string | null {
  return codesIn(lang).get(fold(name)) ?? null;
}

/**
 * The states at the beginning of a text that lists them by commas, and how long the list is; null where the text begins with
 * something else. The list ends where the next name is no state's.
 */
export function splitForeignStates(text: string, lang: Lang): { codes: string[]; length: number } | null {
  const names = codesIn(lang);
  const codes: string[] = [];
  let length = 0;
  for (;;) {
    const rest = text.slice(length, length + LONGEST_NAME);
    const gap = /^(?:\s|,|;|\bet\b|\by\b|(?<!\p{L})и(?!\p{L}))*/u.exec(rest)?.[0].length ?? 0;
    const end = nameEnd(rest.slice(gap), names);
    if (end === null) return codes.length > 0 ? { codes, length } : null;
    codes.push(names.get(fold(rest.slice(gap, gap + end))) ?? '');
    length += gap + end;
  }
}

const LONGEST_NAME = 120;

/** Where the longest name ends that a text begins with; names are told apart by a comma, a line end or the end. */
function nameEnd(text: string, names: ReadonlyMap<string, string>): number | null {
  const ends = [...text.matchAll(/(?=[,;.\n])|(?<=\p{L}|\))(?= (?:et|y|и) )|$/gu)].map(
    (match) => match.index,
  );
  return ends.filter((end) => names.has(fold(text.slice(0, end)))).at(-1) ?? null;
}

function codesIn(lang: Lang): ReadonlyMap<string, string> {
  const known = CODES.get(lang);
  if (known) return known;
  const display = new Intl.DisplayNames(lang, { type: 'region', fallback: 'none' });
  const codes = new Map<string, string>();
  for (const first of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    for (const second of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const code = first + second;
      const isCurrent = new Intl.Locale(`und-${code}`).region === code; // "DD" and the like are replaced by their heirs
      const name = isCurrent ? display.of(code) : undefined;
      if (name !== undefined) codes.set(fold(name), code);
    }
  }
  for (const [name, code] of Object.entries(UN_NAMES[lang])) codes.set(fold(name), code);
  CODES.set(lang, codes);
  return codes;
}

/** Case, accents, apostrophes, hyphens and line ends do not tell states apart; neither do the dots of "ё". */
function fold(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’'`´]/gu, "'")
    .replace(/[\u2010-\u2015-]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
