import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../src/extract/index.ts';

describe('the language of a headline', () => {
  test.each([
    ['en', 'Port records show a freighter leaving Rajin at night'],
    ['en', 'N. KOREA SENDS WORKERS ABROAD DESPITE BAN'],
    ['ko', '나진항 떠난 화물선, 보스토치니로 향했다'],
    ['ko', '北 화물선 나진항 출항… 러시아行'],
    ['ko', 'AP "나진항서 컨테이너 선적"'],
    ['ru', 'Сухогруз вышел из порта Раджин'],
    ['uk', 'Судно вийшло з північнокорейського порту з контейнерами'],
    ['zh', '货轮载三百个集装箱驶离罗津港'],
    ['zh', '貨輪載三百個貨櫃駛離羅津港'],
    ['ja', '貨物船が羅津港を出港、ロシアへ'],
    ['ja', 'ロシア外務省「コメントしない」'],
    ['de', 'Frachter verlässt nordkoreanischen Hafen mit Containern an Bord'],
    ['fr', 'Un cargo a quitté le port nord-coréen avec des conteneurs à son bord'],
    ['es', 'Un carguero salió del puerto norcoreano con contenedores a bordo'],
  ])('%s: %s', (lang, text) => {
    expect(detectLanguage(text)).toBe(lang);
  });
});

describe('a hint', () => {
  test.each([
    ['decides on a name', 'Kim Jong Un', 'de-DE', 'de'],
    ['decides on a Japanese headline without kana', '北朝鮮外相談話全文', 'ja', 'ja'],
    ['does not stand against the letters', '나진항 떠난 화물선', 'en', 'ko'],
    [
      'does not stand against a long text',
      'The freighter left the port at night with its lights out, records show.',
      'ru',
      'en',
    ],
    ['does not make Latin letters Russian', 'Kim Jong Un', 'ru', 'en'],
    ['is all there is', '2023-10-14 / 300', 'zh_TW', 'zh'],
    ['that is no language is none', '2023-10-14', 'x-default', null],
  ])('%s', (_, text, hint, lang) => {
    const found = detectLanguage(text, hint);
    if (lang === 'en' && text.length < 20) expect(found).not.toBe('ru');
    else expect(found).toBe(lang);
  });

  test('is not needed: no letters, no language', () => {
    expect(detectLanguage('')).toBeNull();
    expect(detectLanguage('12:30 – 14:00')).toBeNull();
  });
});
