import { expect, it } from 'vitest';
import { placeName } from '../../src/publish/wording/glossary.ts';

it.each([
  ['Ростовскую область', 'en', 'Rostov region'],
  ['罗斯托夫', 'en', 'Rostov region'],
  ['Брянской области', 'ko', '브랸스크'],
  ['黒竜江', 'en', 'Heilongjiang'],
  ['Харбине', 'en', 'Harbin'],
] as const)('a headline names %s in %s as %s', (written, locale, name) => {
  expect(placeName(written, locale)).toBe(name);
});
