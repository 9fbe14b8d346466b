/** One spelling for names in four scripts, and how close two spellings are. All functions are pure and linear. */

const CYRILLIC: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '',
  ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', і: 'i', ї: 'yi', є: 'ye', ґ: 'g',
}; // prettier-ignore

/** Revised Romanization of the 19 initials, 21 vowels and 28 finals, in the order of the Unicode syllable block. */
const INITIALS = 'g,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h'.split(',');
const VOWELS = 'a,ae,ya,yae,eo,e,yeo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i'.split(',');
const FINALS = ',k,k,k,n,n,n,t,l,k,m,l,l,l,p,l,m,p,p,t,t,ng,t,t,k,t,p,t'.split(',');

/** Hepburn for the katakana in which Japanese writes foreign names. */
const KATAKANA: Record<string, string> = {
  ア: 'a', イ: 'i', ウ: 'u', エ: 'e', オ: 'o', カ: 'ka', キ: 'ki', ク: 'ku', ケ: 'ke', コ: 'ko', サ: 'sa', シ: 'shi',
  ス: 'su', セ: 'se', ソ: 'so', タ: 'ta', チ: 'chi', ツ: 'tsu', テ: 'te', ト: 'to', ナ: 'na', ニ: 'ni', ヌ: 'nu',
  ネ: 'ne', ノ: 'no', ハ: 'ha', ヒ: 'hi', フ: 'fu', ヘ: 'he', ホ: 'ho', マ: 'ma', ミ: 'mi', ム: 'mu', メ: 'me',
  モ: 'mo', ヤ: 'ya', ユ: 'yu', ヨ: 'yo', ラ: 'ra', リ: 'ri', ル: 'ru', レ: 're', ロ: 'ro', ワ: 'wa', ン: 'n',
  ガ: 'ga', ギ: 'gi', グ: 'gu', ゲ: 'ge', ゴ: 'go', ザ: 'za', ジ: 'ji', ズ: 'zu', ゼ: 'ze', ゾ: 'zo', ダ: 'da',
  デ: 'de', ド: 'do', バ: 'ba', ビ: 'bi', ブ: 'bu', ベ: 'be', ボ: 'bo', パ: 'pa', ピ: 'pi', プ: 'pu', ペ: 'pe',
  ポ: 'po', ヴ: 'v', ァ: 'a', ィ: 'i', ゥ: 'u', ェ: 'e', ォ: 'o', ャ: 'ya', ュ: 'yu', ョ: 'yo', ッ: '', ー: '',
}; // prettier-ignore

/** Case endings that Russian hangs on surnames and place names, longest first, in Latin letters. */
const RUSSIAN_ENDING = /(?:ogo|omu|ymi|ami|yah|oyu|ov|ym|om|oy|oi|am|ah|a|u|e|y|i|o)$/u;

/** Lower case, Latin letters and digits only, diacritics gone: "Найдина" and "Nájdina" become "naydina". */
export function fold(text: string): string {
  let folded = '';
  for (const char of text.normalize('NFC').toLowerCase()) folded += latin(char);
  return folded.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');
}

function latin(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 128) return char;
  if (code >= 0xac00 && code <= 0xd7a3) return hangul(code - 0xac00);
  return CYRILLIC[char] ?? KATAKANA[char] ?? char;
}

function hangul(index: number): string {
  const initial = INITIALS[Math.floor(index / 588)] ?? '';
  return initial + (VOWELS[Math.floor((index % 588) / 28)] ?? '') + (FINALS[index % 28] ?? '');
}

/** A folded Russian word without its case ending, where enough of it is left to stand for a name. */
export function withoutRussianEnding(folded: string): string {
  const stem = folded.replace(RUSSIAN_ENDING, '');
  return stem.length >= 4 ? stem : folded;
}

/**
 * What stays of a name whichever system spelt it: consonants, voiced and aspirated letters levelled
 * ("Choe Kum Chol", "Choe Kim Chol" and "Choi Geum-cheol" share "ckmcl").
 */
export function skeleton(folded: string): string {
  return folded
    .replace(/dzh|zh|j/gu, 'c')
    .replace(/[ck]h|ch/gu, (pair) => (pair === 'ch' ? 'c' : 'k'))
    .replace(/ph/gu, 'p')
    .replace(/sh/gu, 's')
    .replace(/th/gu, 't')
    .replace(/[gq]/gu, 'k')
    .replace(/b/gu, 'p')
    .replace(/d/gu, 't')
    .replace(/r/gu, 'l')
    .replace(/[aeiouwyh]/gu, '')
    .replace(/(.)\1+/gu, '$1');
}

/** Similarity of two short strings from 0 to 1 (Jaro, raised for a shared beginning: Winkler 1990). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const jaro = jaroOf(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroOf(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const takenInB = new Uint8Array(b.length);
  const matchedInA: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const last = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j += 1) {
      if (takenInB[j] || a[i] !== b[j]) continue;
      takenInB[j] = 1;
      matchedInA.push(a.charAt(i));
      break;
    }
  }
  const matches = matchedInA.length;
  if (matches === 0) return 0;
  const matchedInB = Array.from(b).filter((_, j) => takenInB[j]);
  const swaps = matchedInA.filter((char, i) => char !== matchedInB[i]).length / 2;
  return (matches / a.length + matches / b.length + (matches - swaps) / matches) / 3;
}
