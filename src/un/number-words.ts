const WORDS = (
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
  'nineteen twenty'
).split(' ');
const VALUES: ReadonlyMap<string, number> = new Map([
  ...WORDS.map((word, value): [string, number] => [word, value]),
  ['none', 0],
  ['zero', 0],
  ['a', 1],
  ['an', 1],
]);

/** A number as vote results spell it, for use inside a larger expression: digits or a word up to twenty. */
export const NUMBER_PATTERN = String.raw`(?:\d{1,3}|${[...VALUES.keys()].sort((a, b) => b.length - a.length).join('|')})`;

/** The value of "13", "two", "no" or "none". */
export function numberValue(text: string): number | null {
  return /^\d+$/u.test(text) ? Number(text) : (VALUES.get(text.toLowerCase()) ?? null);
}
