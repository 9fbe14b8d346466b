import { describe, expect, test } from 'vitest';
import { fold, jaroWinkler, skeleton } from '../../src/events/fold.ts';
import { foldNames, isTitleCase, namesIn } from '../../src/events/names.ts';
import { linkingRules } from '../../src/events/rules.ts';

const rules = linkingRules();
const names = (text: string): string[] => namesIn(text.normalize('NFKC'), rules, 40);

test.each([
  ['Choe Kum Chol', 'choekumchol'],
  ['Найдина', 'naydina'],
  ['나진', 'najin'],
  ['ドナルド', 'donarudo'],
  ['Salmón', 'salmon'],
  ['M/T Courageous', 'mtcourageous'],
])('%s folds to %s', (name, folded) => expect(fold(name)).toBe(folded));

test('spellings of one name share their consonants', () => {
  const bones = (name: string): string => skeleton(fold(name));
  expect(bones('Choe Kum Chol')).toBe(bones('Choi Geum-cheol'));
  expect(bones('Раджин')).toBe(bones('Rajin'));
  expect(bones('Rajin')).not.toBe(bones('Rason'));
});

test('Jaro-Winkler, against the values of Winkler 1990', () => {
  expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3);
  expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.813, 3);
  expect(jaroWinkler('abc', 'xyz')).toBe(0);
});

describe('names in text', () => {
  test('ships, firms and persons; not the common names of the subject', () => {
    expect(names('Seoul said the Lighthouse Winmore met the Sam Jong 2 for Billions Bunker Group.')).toEqual([
      'lighthouse',
      'winmore',
      'samjong2',
      'billions',
      'bunker',
    ]);
  });

  test('a count that opens a sentence is no ship', () => {
    expect(names('Some 150 came. Nearly 60 left on October 13.')).toEqual([]);
  });

  test('a Korean name is one name, whatever stands before it', () => {
    expect(names('Later Maj. Choe Kum Chol met Kim Yong-hyok and Kim Jong Un.')).toEqual([
      'choekumchol',
      'kimyonghyok',
    ]);
  });

  test('a word that only opens a sentence is no name', () => {
    expect(names('Fewer than before came. Dozens left. Chapman pleaded. The court told Chapman so.')).toEqual(
      ['chapman'],
    );
  });

  test('what the gazetteer lists is compared by its id, not as a name', () => {
    expect(names('In Rajin and Dunai the Wagner group and Human Rights Watch met Mediazona.')).toEqual([]);
  });

  test('Russian names lose their case endings', () => {
    expect(names('Суд над Чапманом и дело Чапмана.')).toEqual(['chapman']);
  });

  test('foldNames keeps what analysis found', () => {
    expect(foldNames(['M/T Courageous', 'Kwek Kee Seng'], rules)).toEqual(['courageous', 'kwek', 'seng']);
  });
});

test('headlines in Title Case', () => {
  expect(isTitleCase('China Hands Back Some Refugees Days After Meeting')).toBe(true);
  expect(isTitleCase('China hands back some refugees days after Kim met Zhao')).toBe(false);
});
