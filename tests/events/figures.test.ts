import { expect, test } from 'vitest';
import { figuresIn } from '../../src/events/figures.ts';
import { linkingRules } from '../../src/events/rules.ts';

/** Text, and its figures as "min unit" or "min-max unit". */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['more than 6,700 containers', ['6700 container']],
  ['컨테이너 6700여개', ['6700 container']],
  ['コンテナ約6700個', ['6700 container']],
  ['около 6700 контейнеров', ['6700 container']],
  ['10 000 контейнеров', ['10000 container']],
  ['약 1만3000개 컨테이너', ['13000 container']],
  ['一千多个集装箱', ['1000 container']],
  ['貨櫃已突破3萬3000個', ['33000 container']],
  ['two dozen vessels', ['24 ship']],
  ['50 to 60 people', ['50-60 person']],
  ['50 North Korean escapees', ['50 person']],
  ['eleven refugees', ['11 person']],
  ['탈북민 15명', ['15 person']],
  ['열한 명', ['11 person']],
  ['脱北者600人', ['600 person']],
  ['3,2 тысячи человек', ['3200 person']],
  ['$12.5 million', ['12500000 usd']],
  ['S$6 million', ['6000000 sgd']],
  ['3억800만 달러', ['308000000 usd']],
  ['2.35亿美元', ['235000000 usd']],
  ['roughly $1.5bn', ['1500000000 usd']],
  ['3.7 million tons of coal', ['3700000 ton']],
  ['over a million barrels', ['1000000 barrel']],
  ['49 company devices', ['49 device']],
  ['In 2019 the ship sailed', []],
  ['several hundred people', []],
  ['数百名朝鲜人', []],
  ['수백 명', []],
  ['18 days. The ship left', []],
  ['DN5505', []],
];

test.each(CASES)('%s', (text, expected) => {
  const figures = figuresIn(text, linkingRules().units).map(
    ({ unit, min, max }) => `${min === max ? min : `${min}-${max}`} ${unit}`,
  );
  expect(figures).toEqual(expected);
});

test('a text of digits only takes no longer than its length', () => {
  const started = performance.now();
  figuresIn('9'.repeat(100_000), linkingRules().units);
  figuresIn('1,'.repeat(50_000), linkingRules().units);
  figuresIn('one '.repeat(50_000), linkingRules().units);
  figuresIn('千'.repeat(100_000), linkingRules().units);
  expect(performance.now() - started).toBeLessThan(2_000);
});
