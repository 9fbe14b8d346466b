import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/analyze/sentences.ts';

const split = (text: string): string[] =>
  splitSentences('', text).map((sentence) => `\n${text}`.slice(sentence.start, sentence.end));

describe('splitSentences', () => {
  const cases: [string, number][] = [
    ['Gen. Kim spoke. He left.', 2],
    ['N. Korea sent shells. Seoul said so.', 2],
    ['It was agreed at 5 p.m. on Monday. Nobody came.', 2],
    ['Document S/PV.9398 says so. The vote failed.', 2],
    ['Поставки в 2023 г. выросли. Сеул это подтвердил.', 2],
    ['С. В. Лавров прибыл в Пхеньян. Встреча прошла.', 2],
    ['北朝鮮は砲弾を送った。ロシアは否定した。', 2],
    ['朝鲜运送炮弹。俄方否认。', 2],
    ['북한이 포탄을 보냈다. 러시아는 부인했다.', 2],
    ['No full stop', 1],
    ['First paragraph\n\nSecond paragraph', 2],
  ];
  for (const [text, count] of cases) it(text, () => expect(split(text)).toHaveLength(count));

  it('keeps the title apart and counts offsets over title, line break and text', () => {
    const [title, first] = splitSentences('A title', 'A text.');
    expect(title).toMatchObject({ start: 0, end: 7, title: true });
    expect(first).toMatchObject({ start: 8, end: 15, title: false });
  });
});
