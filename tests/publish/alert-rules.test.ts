import { describe, expect, it } from 'vitest';
import { alertMatch, hasAlertRules } from '../../src/publish/alert-rules.ts';
import { subscriberOf } from './fixtures.ts';
import { eventOf, statementOf } from './sample.ts';

const EVENT = eventOf({
  type: 'worker_visas',
  category: 'forced_labor',
  facilitators: ['RU'],
  recipient: 'KP',
  place: 'Владивосток',
  names: ['Vostok Teplitsa LLC'],
  statements: [
    statementOf({
      lang: 'ru',
      title: 'Теплица ждёт студентов',
      quote: 'Предприятие намерено принять 50 рабочих из КНДР по студенческим визам.',
      sourceActor: 'Приморское министерство',
    }),
    statementOf({
      lang: 'ko',
      title: '북한 노동자 50명',
      quote: '러시아가 북한 노동자를 받는다고 밝혔다.',
    }),
    statementOf({ quote: 'The café owner hired de-escalation experts; the cargo of 9M133 was small.' }),
  ],
});

const match = (alertOn: unknown, event = EVENT, fields: Record<string, unknown> = {}) =>
  alertMatch(subscriberOf({ alertOn, ...fields }), event);

describe('alertOn', () => {
  it.each([
    [{ type: 'worker_visas' }, []],
    [{ actor: 'RU' }, ['RU']],
    [{ actor: 'russia' }, ['russia']],
    [{ actor: '러시아' }, ['러시아']],
    [{ actor: 'vostok teplitsa' }, ['vostok teplitsa']],
    [{ actor: ['China', 'Приморское министерство'] }, ['Приморское министерство']],
    [{ place: 'владивосток' }, ['владивосток']],
    [{ phrase: 'студенческим  ВИЗАМ' }, ['студенческим  ВИЗАМ']],
    [{ phrase: '노동자' }, ['노동자']], // a particle follows
    [{ phrase: 'Cafe' }, ['Cafe']],
    [{ phrase: '9m133' }, ['9m133']],
    [{ type: 'worker_visas', actor: 'RU', phrase: 'КНДР' }, ['RU', 'КНДР']],
  ])('%j holds', (rule, words) => {
    expect(match(rule)).toEqual({ rule: expect.stringContaining('alertOn: '), words });
  });

  it.each([
    [{ type: 'arms_transfer' }],
    [{ actor: 'CN' }],
    [{ actor: 'U' }],
    [{ place: 'Восток' }], // inside a word
    [{ phrase: 'escalate' }],
    [{ phrase: 'виза' }],
    [{ phrase: 'car' }], // of "cargo"
    [{ type: 'worker_visas', actor: 'CN' }], // all keys must hold
  ])('%j does not', (rule) => {
    expect(match(rule)).toBeNull();
  });

  it('says which rule it was', () => {
    expect(
      match([{ actor: 'CN' }, { type: ['arms_transfer', 'worker_visas'], place: 'Владивосток' }]),
    ).toEqual({
      rule: 'alertOn: type arms_transfer or worker_visas, place Владивосток',
      words: ['Владивосток'],
    });
  });

  it('comes beside what alerts everybody', () => {
    const arms = eventOf({ immediate: true, statements: [statementOf()] });
    expect(match([], arms)).toEqual({ rule: 'alert: immediate', words: [] });
    expect(match([], arms, { types: ['repatriation'] })).toBeNull();
    expect(match({ type: 'arms_transfer' }, arms, { types: ['repatriation'] })?.rule).toMatch(/alertOn/u);
  });

  it('stands above the filters by subject, not above those by firmness', () => {
    const rule = { actor: 'RU' };
    expect(match(rule, EVENT, { categories: ['un_obstruction'], facilitators: ['CN'] })).not.toBeNull();
    expect(match(rule, { ...EVENT, confidence: 0.2 }, { minConfidence: 0.5 })).toBeNull();
    expect(match(rule, { ...EVENT, status: 'urged' }, { minStatus: 'alleged' })).toBeNull();
  });

  it('keeps words from readers who may not see them', () => {
    const sensitive = { ...EVENT, sensitive: true };
    expect(match({ phrase: 'КНДР' }, sensitive)?.words).toEqual([]);
    expect(match({ phrase: 'КНДР' }, sensitive, { role: 'protected' })?.words).toEqual(['КНДР']);
  });

  it('is known to be there, unless alerts are off', () => {
    expect(hasAlertRules([subscriberOf(), subscriberOf({ alertOn: { actor: 'RU' } })])).toBe(true);
    expect(hasAlertRules([subscriberOf(), subscriberOf({ alerts: false, alertOn: { actor: 'RU' } })])).toBe(
      false,
    );
  });

  it('takes time in proportion to the text', () => {
    const quote = 'ab '.repeat(200_000);
    const started = process.cpuUsage(); // not the clock: other suites keep the machine busy
    expect(match({ phrase: 'ab abc' }, { ...EVENT, statements: [statementOf({ quote })] })).toBeNull();
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });
});
