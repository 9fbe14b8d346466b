const FOLDABLE = /[\uff01-\uff5e\u0660-\u0669\u00a0\u2000-\u200a\u202f\u3000\u2010-\u2015\u2044\u2215]/u;
const ALL_FOLDABLE = new RegExp(FOLDABLE.source, 'gu');

/** Russian keyboards write the first letters of symbols with letters that look the same: "А/HRC/55/63", "А/С.3/78/L.39". */
const LOOK_ALIKE = /(?<!\p{L})[АЕ](?=\/[A-ZС\d])|(?<=(?<!\p{L})[AА]\/)С(?=\.\d)/gu;
const LATIN: Readonly<Record<string, string>> = { А: 'A', Е: 'E', С: 'C' };

/**
 * Full-width letters, digits and brackets, Arabic digits, the many spaces, dashes and slashes, and Cyrillic letters at the
 * head of a symbol as their ASCII twins, one for one, so that offsets stay true.
 */
export function foldText(text: string): string {
  const folded = FOLDABLE.test(text) ? text.replace(ALL_FOLDABLE, foldCharacter) : text;
  return /[АЕС][/.]/u.test(folded) ? folded.replace(LOOK_ALIKE, (letter) => LATIN[letter] ?? letter) : folded;
}

function foldCharacter(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code >= 0x0660 && code <= 0x0669) return String.fromCharCode(code - 0x0660 + 48);
  if (code === 0x2044 || code === 0x2215) return '/';
  return code >= 0x2010 && code <= 0x2015 ? '-' : ' ';
}

/** The match of a sticky expression at an offset. */
export function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}
