import { describe, expect, it } from 'vitest';
import { originCount, rankEvents, wantsEvent } from '../../src/publish/select.ts';
import { subscriberOf } from './fixtures.ts';
import {
  AIR_DEFENCE,
  BASELINE,
  PETROLEUM,
  REPATRIATION,
  SHELLS,
  WORKERS,
  eventOf,
  statementOf,
} from './sample.ts';

describe('what a reader wants', () => {
  it.each([
    [{}, true],
    [{ categories: ['sanctions_evasion'] }, true],
    [{ categories: ['forced_labor'] }, false],
    [{ types: ['arms_transfer', 'repatriation'] }, true],
    [{ types: ['repatriation'] }, false],
    [{ facilitators: ['CN'] }, false],
    [{ minConfidence: 0.93 }, true],
    [{ minConfidence: 0.94 }, false],
    [{ minStatus: 'confirmed' }, true],
  ])('by %j: %s', (filter, wanted) => {
    expect(wantsEvent(subscriberOf(filter), SHELLS)).toBe(wanted);
  });

  it('takes any of the states that an event names', () => {
    const event = eventOf({ facilitators: ['CN', 'RU'] });
    expect(wantsEvent(subscriberOf({ facilitators: ['RU', 'LA'] }), event)).toBe(true);
    expect(wantsEvent(subscriberOf({ facilitators: ['LA'] }), event)).toBe(false);
  });

  it('weighs a denial like the report that it answers', () => {
    const subscriber = subscriberOf({ minStatus: 'reported' });
    const passes = (['confirmed', 'reported', 'denied', 'alleged', 'planned', 'urged'] as const).filter(
      (status) => wantsEvent(subscriber, eventOf({ status })),
    );
    expect(passes).toEqual(['confirmed', 'reported', 'denied']);
  });
});

describe('the order of a digest', () => {
  it('is what alerts, what changed, what is new, what is firm', () => {
    const ranked = rankEvents([BASELINE, WORKERS, PETROLEUM, REPATRIATION, AIR_DEFENCE, SHELLS]);
    expect(ranked).toEqual([SHELLS, AIR_DEFENCE, REPATRIATION, PETROLEUM, WORKERS, BASELINE]);
  });

  it('does not depend on the order in which events come', () => {
    const events = ['b', 'a', 'c'].map((id) => eventOf({ id }));
    expect(rankEvents(events).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(rankEvents(events.toReversed())).toEqual(rankEvents(events));
  });

  it('counts origins, not articles', () => {
    const statements = ['x', 'x', 'x', 'y'].map((origin) => statementOf({ origin }));
    expect(originCount(eventOf({ statements }))).toBe(2);
  });
});
