import { seeded } from './gold.ts';

/** What desks do to an agency's text before they print it. Each edit is deterministic for a seed. */
type Edit = (text: string, random: () => number) => string;

const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const SWAPS: Record<string, string> = {
  said: 'stated', told: 'informed', about: 'around', over: 'more than', sent: 'dispatched', 'North Korea': 'the DPRK',
  заявил: 'сообщил', около: 'примерно', более: 'свыше', 밝혔다: '말했다', 전했다: '보도했다', 약: '대략', 表示: '说', 约: '大约', 述べた: '語った',
}; // prettier-ignore

export const EDITS: Record<string, Edit> = {
  dateline: (text) => (CJK.test(text) ? `【本紙特派員】${text}` : `SEOUL, Oct. 13 (Agency) -- ${text}`),
  'agency prefix and tail': (text) =>
    CJK.test(text) ? `(通信社) ${text}\n無断転載禁止` : `(Agency) ${text}\nCopyright. All rights reserved.`,
  'last sentence cut': (text) => withoutSentence(text, sentencesOf(text).length - 1),
  'a sentence cut': (text, random) => withoutSentence(text, Math.floor(random() * sentencesOf(text).length)),
  'light edits': (text) =>
    Object.entries(SWAPS).reduce((edited, [word, other]) => edited.replaceAll(word, other), text),
  'some words changed': (text, random) => changeWords(text, random),
  'all of it': (text, random) =>
    changeWords(withoutSentence(`SEOUL (Agency) -- ${text}`, sentencesOf(text).length - 1), random),
  'spacing and quotes': (text) => text.replaceAll('"', '”').replaceAll(', ', ',  ').toUpperCase(),
};

/** Every edit of a text, named. */
export function copiesOf(text: string, seed: number): { edit: string; text: string }[] {
  return Object.entries(EDITS).map(([edit, apply], i) => ({
    edit,
    text: apply(text, seeded(seed * 31 + i + 1)),
  }));
}

function sentencesOf(text: string): string[] {
  return text.match(/[^.。!?]+(?:[.。!?]+\s*|$)/gu) ?? [text];
}

/** A text of one sentence stays whole: cutting it would leave nothing to recognise. */
function withoutSentence(text: string, at: number): string {
  const sentences = sentencesOf(text);
  return sentences.length < 3 ? text : sentences.filter((_, i) => i !== at).join('');
}

/** One word, or one Han, kana or Hangul character, in twenty. */
function changeWords(text: string, random: () => number): string {
  const [pattern, other] = CJK.test(text) ? [/\p{L}/gu, '某'] : [/\p{L}+/gu, 'elsewhere'];
  return text.replace(pattern, (word) => (random() < 0.05 ? other : word));
}
