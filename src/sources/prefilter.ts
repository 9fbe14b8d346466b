import { plainText } from '../feeds/text.ts';
import type { SourceItem } from './types.ts';

export type PrefilterWords = Readonly<Record<'en' | 'ko' | 'ru' | 'zh' | 'ja', readonly string[]>>;

/** Whether an item's headline, summary or tags name the DPRK. Errs on the side of keeping: analysis decides later. */
export type Prefilter = (item: Pick<SourceItem, 'title' | 'summaryHtml' | 'contentHtml' | 'tags'>) => boolean;

const HANGUL = /\p{Script=Hangul}/u;
/** Scripts whose words stand without spaces. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const SINGLE_HAN = /^\p{Script=Han}$/u;

/**
 * Builds the filter from feeds.yaml's words. A word stands alone; "корейск*" also begins longer ones, "*корейск*" stands
 * anywhere, and blanks match any white space. Korean particles follow without a space, so a Hangul word of two or more
 * letters may be followed by anything; Chinese and Japanese have no spaces, so a word in Han or kana is found anywhere. The
 * exception is a single Han letter ("北" in Korean headlines): only in Korean text and beside no other Han letter, or
 * every 北京 would match. "!북한산" is taken out of the text before anything is looked for.
 */
export function createPrefilter(words: PrefilterWords): Prefilter {
  const all = Object.values(words).flat().map(fold);
  const excluded = union(
    all.filter((word) => word.startsWith('!')).map((word) => `${word.slice(1)}*`),
    'gu',
  );
  const names = union(
    all.filter((word) => !word.startsWith('!') && !SINGLE_HAN.test(word)),
    'u',
  );
  const letters = words.ko.filter((word) => SINGLE_HAN.test(word)).join('');
  const koreanNames = letters && new RegExp(`(?<!\\p{Script=Han})[${letters}](?!\\p{Script=Han})`, 'u');
  return (item) => {
    const summary = plainText(item.summaryHtml ?? item.contentHtml) ?? ''; // its first 2,000 characters
    const text = fold([item.title, summary, ...item.tags].join('\n')).replaceAll(excluded, ' ');
    return names.test(text) || (koreanNames !== '' && HANGUL.test(text) && koreanNames.test(text));
  };
}

/** Matches any of the words; without words, nothing. */
function union(words: readonly string[], flags: string): RegExp {
  return new RegExp(words.map(patternOf).join('|') || '(?!)', flags);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function patternOf(word: string): string {
  const body = word
    .replace(/[.+?^${}()|[\]\\]/gu, '\\$&')
    .replace(/\s+/gu, '\\s+')
    .replace(/^\*|\*$/gu, '')
    .replace(/\*/gu, '[\\p{L}\\p{N}]*');
  if (UNSPACED.test(word)) return body;
  const open = word.endsWith('*') || (HANGUL.test(word) && word.length > 1);
  const before = word.startsWith('*') ? '' : '(?<![\\p{L}\\p{N}])';
  return `${before}(?:${body})${open ? '' : '(?![\\p{L}\\p{N}])'}`;
}
