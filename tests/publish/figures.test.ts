import { describe, expect, it } from 'vitest';
import { numbersGiven, shiftOf } from '../../src/publish/wording/figures.ts';
import { calibresIn, goodsNames } from '../../src/publish/wording/glossary.ts';
import type { EventView, FigureView } from '../../src/publish/event-view.ts';
import { cardOf } from '../../src/publish/render/card.ts';
import { SHELLS } from './sample.ts';

const figure = (
  text: string,
  min: number | null,
  max: number | null,
  unit: string,
  source = 'ROK military',
) => ({ text, min, max, unit, source, url: null, published: null }) satisfies FigureView;

const SAME = [
  figure('集装箱约3.6万个', 36_000, 36_000, '集装箱'),
  figure('about 36,000', 36_000, 36_000, 'containers', 'NIS'),
  figure('more than 16 million rounds', 16_000_000, null, 'rounds'),
  figure('3만6천여개', 36_000, null, '컨테이너'),
  figure('1천600만발', 16_000_000, 16_000_000, '발'),
];

describe('figures of an event', () => {
  it('say a number once, with the range of its wordings and all who give it', () => {
    expect(numbersGiven(SAME, 'en').map(({ text, sources }) => [text, sources])).toEqual([
      ['about or at least 36,000 containers', ['ROK military', 'NIS']],
      ['at least 16 million rounds', ['ROK military']],
    ]);
    expect(numbersGiven(SAME, 'ko').map(({ text }) => text)).toEqual([
      '컨테이너 36,000개 이상',
      '16,000,000발 이상',
    ]);
  });

  it('never make one number of two', () => {
    const two = [figure('600 people', 600, 600, 'people'), figure('200 to 600 people', 200, 600, 'people')];
    expect(numbersGiven(two, 'en').map(({ text }) => text)).toEqual(['600 people', '200 to 600 people']);
  });

  it('tell a rise and a fall from a figure beside others', () => {
    const earlier = [figure('33,000 containers', 33_000, 33_000, 'containers', 'NIS')];
    const shift = (low: number, high: number | null, unit = 'containers') =>
      shiftOf(figure('x', low, high, unit), earlier)?.kind ?? null;
    expect(shift(36_000, null)).toBe('raised');
    expect(shift(20_000, 30_000)).toBe('lowered');
    expect(shift(30_000, 36_000)).toBeNull();
    expect(shift(36_000, 36_000, 'people')).toBeNull();
  });

  it('are worded as a rise in what changed', () => {
    const [now, before] = [figure('36,000 containers', 36_000, 36_000, 'containers'), figure('33,000 containers', 33_000, 33_000, 'containers', 'NIS')];
    const event: EventView = { ...SHELLS, changes: [{ kind: 'figure', figure: now, previous: [before] }] };
    const card = (locale: 'en' | 'ko') =>
      cardOf(event, {
        locale,
        zone: 'utc',
        role: 'reader',
        publicUrl: null,
        since: 'digest',
        maxOrigins: 0,
      });
    expect(card('en').changes).toEqual([
      'Figure raised to 36,000 containers (ROK military), from 33,000 containers (NIS)',
    ]);
    expect(card('ko').changes[0]).toContain('수치 증가');
  });
}); // prettier-ignore

describe('goods', () => {
  const items = ['боеприпасами', 'arms', '毫米炮弹', 'rounds', 'artillery pieces', 'mm guns', '152㎜', '자주포', '240㎜', '화포', '152ミリ', '152-мм'];

  it('are named once, whatever the language, with their calibres behind them', () => {
    expect(goodsNames(items, 'en')).toEqual(['ammunition', 'artillery shells', 'artillery pieces', 'self-propelled guns']);
    expect(calibresIn(items, 'en')).toEqual(['152 and 240 mm']);
    expect(calibresIn(items, 'ko')).toEqual(['구경 152·240㎜']);
  });

  it('say a calibre of their own', () => {
    expect(calibresIn(['152 mm shells', '152mm'], 'en')).toEqual([]);
    expect(goodsNames(['152 mm shells', '152mm'], 'en')).toEqual(['152 mm shells']);
  });
}); // prettier-ignore
