import { plainText } from '../feeds/text.ts';
import type { SourceItem } from './types.ts';

export type PrefilterWords = Readonly<Record<'en' | 'ko' | 'ru' | 'zh' | 'ja', readonly string[]>>;

/** Whether an item's headline, summary or tags name the DPRK. Errs on the side of keeping: analysis decides later. */
export type Prefilter = (item: Pick<SourceItem, 'title' | 'summaryHtml' | 'tags'>) => boolean;

/** A summary that names the country later than this is not about it. */
const MAX_SUMMARY = 5000;
const HANGUL = /\p{Script=Hangul}/u;
const HAN = /\p{Script=Han}/u;
const SINGLE_HAN = /^\p{Script=Han}$/u;

/**
 * Builds the filter from feeds.yaml's words. A word stands alone; "корейск*" also begins longer ones, "*корейск*" stands
 * anywhere, and inner blanks match any white space. Korean particles follow without a space, so a Hangul word of two or
 * more letters may be followed by anything; Chinese and Japanese have no spaces, so a Han word is found anywhere. The
 * exception is a single Han letter ("北" in Korean headlines): only in Korean text and beside no other Han letter, or
 * every 北京 would match.
 */
export function createPrefilter(words: PrefilterWords): Prefilter {
  const all = Object.values(words).flat().map(fold);
  const names = new RegExp(
    all
      .filter((word) => !SINGLE_HAN.test(word))
      .map(patternOf)
      .join('|'),
    'u',
  );
  const letters = words.ko.filter((word) => SINGLE_HAN.test(word)).join('');
  const koreanNames = letters && new RegExp(`(?<!\\p{Script=Han})[${letters}](?!\\p{Script=Han})`, 'u');
  return (item) => {
    const summary = (plainText(item.summaryHtml) ?? '').slice(0, MAX_SUMMARY);
    const text = fold([item.title, summary, ...item.tags].join('\n'));
    return names.test(text) || (koreanNames !== '' && HANGUL.test(text) && koreanNames.test(text));
  };
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function patternOf(word: string): string {
  const body = word
    .replace(/[.+?^${}()|[\]\\/-]/gu, '\\$&')
    .replace(/\s+/gu, '\\s+')
    .replace(/^\*|\*$/gu, '')
    .replace(/\*/gu, '[\\p{L}\\p{N}]*');
  if (HAN.test(word)) return body;
  const open = word.endsWith('*') || (HANGUL.test(word) && word.length > 1);
  const before = word.startsWith('*') ? '' : '(?<![\\p{L}\\p{N}])';
  return `${before}(?:${body})${open ? '' : '(?![\\p{L}\\p{N}])'}`;
}
