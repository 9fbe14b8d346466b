import { describe, expect, it } from 'vitest';
import { headlineOf } from '../../src/publish/headline.ts';
import type { RecordNote } from '../../src/model.ts';
import type { EventView } from '../../src/publish/event-view.ts';
import { MENTION_TYPES, STATUSES, categoryOf, type Status } from '../../src/taxonomy.ts';
import {
  AIR_DEFENCE,
  BASELINE,
  PETROLEUM,
  REPATRIATION,
  SHELLS,
  VETO,
  WORKERS,
  eventOf,
  figureOf,
  statementOf,
} from './sample.ts';

/** An event on the word of X, with the rest as given. */
function said(fields: Partial<EventView>): EventView {
  const status = fields.status ?? 'reported';
  return eventOf({ statusHistory: [{ status, at: '2026-11-23T00:00:00Z', by: 'X' }], ...fields });
}

describe('headlines', () => {
  it.each([
    [SHELLS, "North Korea sent more than 28,000 containers of artillery shells and rocket launchers to Russia from Rajin between October and November 2026, confirmed by South Korea's National Intelligence Service (others say 20,000 to more than 25,000 containers); the Russian Foreign Ministry denies it"],
    [AIR_DEFENCE, 'Russia allegedly sent anti-aircraft missiles and radar to North Korea in 2026, according to the Multilateral Sanctions Monitoring Team'],
    [PETROLEUM, 'Russia supplied more than 165,000 barrels of refined petroleum to North Korea from Vostochny in October 2026, according to Open Source Centre'],
    [REPATRIATION, 'China returned some 40 people to North Korea in Dandong between 18 and 20 November 2026, according to Daily NK and 1 other source (others say 60 people); the Chinese Foreign Ministry denies it'],
    [VETO, 'China and Russia blocked action on North Korea in the Security Council on 23 November 2026, confirmed by UN meeting record'],
    [WORKERS, 'Russia may admit 50 people from North Korea on student or other visas in Vladivostok in January 2027, according to Vostok-Media'],
    [BASELINE, 'Courageous concealed identity or movements to serve North Korean trade through Singapore between August and December 2019, confirmed by the US Department of Justice'],
  ])('say who, what, how many, where, when and on whose word', (event, sentence) => {
    expect(headlineOf(event)).toBe(sentence);
  }); // prettier-ignore

  it.each([
    [SHELLS, "북한, 러시아에 포탄·방사포 컨테이너 28,000개 이상 이전 확인 (2026년 10월 – 2026년 11월, 나진) — South Korea's National Intelligence Service (다른 수치: 컨테이너 20,000~25,000개 이상); Russian Foreign Ministry 부인"],
    [WORKERS, '러시아, 북한 노동자 50명 유학 등 비자로 입국 허용 가능성 (2027년 1월, 블라디보스토크) — Vostok-Media'],
    [REPATRIATION, '중국, 북한 주민 40명 송환 (2026년 11월 18일 – 2026년 11월 20일, 단둥) — Daily NK 외 1곳 (다른 수치: 60명); Chinese Foreign Ministry 부인'],
  ])('in Korean, in the style of its agencies', (event, sentence) => {
    expect(headlineOf(event, 'ko')).toBe(sentence);
  }); // prettier-ignore

  it.each([
    ['confirmed', 'North Korea sent arms to Russia, confirmed by X'],
    ['reported', 'North Korea sent arms to Russia, according to X'],
    ['alleged', 'North Korea allegedly sent arms to Russia, according to X'],
    ['denied', 'X denies that North Korea sent arms to Russia'],
    ['planned', 'North Korea may send arms to Russia, according to X'],
    ['urged', 'X calls for action over North Korea sending arms to Russia'],
  ] as const)('take the mood of their status: %s', (status, sentence) => {
    expect(headlineOf(said({ status, supplier: 'KP', recipient: 'RU' }))).toBe(sentence);
  });

  it.each([
    [{ recipient: 'KP' }, 'North Korea received arms, according to X'],
    [{ supplier: 'KP' }, 'North Korea sent arms abroad, according to X'],
    [{}, 'An unnamed supplier sent arms abroad, according to X'],
    [{ supplier: 'RU', recipient: 'KP', facilitators: ['RU', 'CN'] }, 'Russia sent arms to North Korea through China, according to X'],
    [{ type: 'repatriation' }, 'People were returned to North Korea, according to X'],
    [{ type: 'detention', figures: [figureOf('one person', 1, 1, 'people', 'X')], facilitators: ['VN'] }, 'Vietnam detained 1 person from North Korea, according to X'],
    [{ type: 'repatriation', figures: [figureOf('1명', 1, 1, '명', 'X')] }, '1 person was returned to North Korea, according to X'],
    [{ type: 'it_workers', facilitators: ['US'] }, 'North Korean IT workers did IT work for foreign firms through the United States, according to X'],
    [{ type: 'illicit_trade_finance', figures: [figureOf('15억 달러', 1.5e9, 1.5e9, '달러', 'X')], items: ['가상화폐'] }, 'North Korean networks raised or moved $1.5 billion in virtual currency, according to X'],
    [{ supplier: 'KP', recipient: 'RU', place: 'off Suez' }, 'North Korea sent arms to Russia off Suez, according to X'],
    [{ supplier: 'KP', recipient: 'RU', place: 'Russia' }, 'North Korea sent arms to Russia, according to X'],
    [{ supplier: 'KP', recipient: 'RU', items: ['неизвестная вещь'] }, 'North Korea sent неизвестная вещь to Russia, according to X'],
  ] satisfies [Partial<EventView>, string][])('leave out what nobody says: %#', (fields, sentence) => {
    expect(headlineOf(said(fields))).toBe(sentence);
  }); // prettier-ignore

  it('let nobody say another’s figure', () => {
    const figures = [
      figureOf('500 people', 500, 500, 'people', 'Y'),
      figureOf('about 200', 200, 200, 'people', 'X'),
    ];
    expect(headlineOf(said({ type: 'repatriation', facilitators: ['CN'], figures }))).toBe(
      'China returned about 200 people to North Korea, according to X (others say 500 people)'.replace(
        'about 200 people',
        'about 200',
      ),
    );
  });

  it('count as further sources only those that say as much', () => {
    const statements = [
      statementOf({ sourceActor: 'X', status: 'confirmed' }),
      statementOf({ outlet: 'Y', status: 'alleged' }),
      statementOf({ outlet: 'Z', status: 'denied' }),
    ];
    const event = said({ status: 'confirmed', supplier: 'KP', recipient: 'RU', statements });
    expect(headlineOf(event)).toBe('North Korea sent arms to Russia, confirmed by X');
    const alsoY = statements.map((statement) => ({ ...statement, status: 'confirmed' as const }));
    expect(headlineOf({ ...event, statements: alsoY })).toBe(
      'North Korea sent arms to Russia, confirmed by X and 2 other sources',
    );
  });

  it('do not make a medium say what it only reports', () => {
    const statements = [statementOf({ outlet: 'X' })];
    const told = (status: Status) =>
      headlineOf(said({ status, supplier: 'KP', recipient: 'RU', statements }));
    expect(told('denied')).toBe('It is denied that North Korea sent arms to Russia, according to X');
    expect(told('urged')).toBe(
      'There are calls for action over North Korea sending arms to Russia, according to X',
    );
    expect(told('confirmed')).toBe('North Korea sent arms to Russia, officially confirmed (reported by X)');
    expect(told('reported')).toBe('North Korea sent arms to Russia, according to X');
  });

  it.each([
    ['발이', true],
    ['контейнерами', true],
    ['tonnes of', true],
    ['х контейнеров', false],
    ['заходе северокорейских', false],
    ['個に達したとの推計を国会議員に示した', false],
    ['times in', false],
  ])('take no part of a sentence for a unit: %s', (unit, isUnit) => {
    const figures = [figureOf(`6,000 ${unit}`, 6000, 6000, unit, 'X')];
    const sentence = headlineOf(said({ supplier: 'KP', recipient: 'RU', items: ['포탄'], figures }));
    expect(sentence.includes('6,000')).toBe(isUnit);
    expect(sentence).not.toMatch(/[\p{Script=Hangul}\p{Script=Han}\p{Script=Cyrillic}]| of (?:of|to) /u);
  });

  it.each([
    [['Missile', 'missile', 'missiles'], 'missiles'],
    [['weapons', 'ballistic missile', 'missiles'], 'ballistic missiles'],
    [['оружием', 'боеприпасами'], 'ammunition'],
    [['포탄', '炮弹', 'shells'], 'artillery shells'],
    [['Pantsir'], 'Pantsir'],
    [['弾道ミサイル'], 'ballistic missiles'],
  ])('name %j once and in the reader’s language', (items, goods) => {
    expect(headlineOf(said({ supplier: 'KP', recipient: 'RU', items }))).toBe(
      `North Korea sent ${goods} to Russia, according to X`,
    );
  });

  it.each([
    ['ボストチヌイ', 'Vostochny', '보스토치니'],
    ['порт Восточный', 'Vostochny', '보스토치니'],
    ['지린', 'Jilin', '지린'],
    ['图们', 'Tumen', '투먼'],
    ['near Vladivostok', 'near Vladivostok', '블라디보스토크'],
    ['Nowhereville', 'Nowhereville', 'Nowhereville'],
  ])('name the place %s in the reader’s language', (place, en, ko) => {
    const event = said({ supplier: null, recipient: 'RU', place });
    expect(headlineOf(event)).toContain(` ${en},`);
    expect(headlineOf(event, 'ko')).toContain(ko);
  });

  it('name no person where that could do harm', () => {
    const event = said({ type: 'vessel_deception', names: ['Kim Example'], sensitive: true });
    expect(headlineOf(event)).not.toContain('Kim');
  });

  it('are one clean line for every type and status in both languages', () => {
    for (const type of MENTION_TYPES) {
      for (const status of STATUSES) {
        for (const facilitators of [[], ['CN'], ['CN', 'RU', 'LA']]) {
          const event = said({
            type,
            category: categoryOf(type),
            status,
            facilitators,
            items: ['a\r\nb\u2028c'],
          });
          for (const locale of ['en', 'ko'] as const) {
            const line = headlineOf(event, locale);
            expect(line).not.toMatch(/[\p{Cc}\p{Zl}]|undefined|null| {2}| ,|^\s|\s$/u);
            expect(line.length).toBeGreaterThan(10);
          }
        }
      }
    }
  });
});

describe('a headline', () => {
  const row: RecordNote = {
    verdict: 'agrees',
    why: '',
    row: '2026-11-21-agenda',
    date: '2026-11-21',
    symbols: ['S/PV.99021'],
    kind: 'procedural',
    tally: { yes: 11, no: 2, abstain: 2 },
    stances: { CN: 'against', RU: 'against', PK: 'abstained' },
    others: 'for',
    outcome: 'held',
    review: 'derived',
  };
  const vote = (record: RecordNote): EventView =>
    said({
      type: 'sc_blocking',
      category: 'un_obstruction',
      status: 'confirmed',
      facilitators: ['CN', 'RU'],
      statements: [statementOf({ record })],
    });

  it('says of a vote that was lost that it was, on the word of the record', () => {
    expect(headlineOf(vote(row))).toBe(
      'China and Russia voted in vain against a Security Council meeting on North Korea, confirmed by the Council’s record',
    );
    expect(headlineOf(vote(row), 'ko')).toContain(
      '중국·러시아, 안전보장이사회 북한 관련 회의에 반대했으나 개최',
    );
  });

  it('lays a veto to those who cast it, whoever the telling names', () => {
    const veto: RecordNote = {
      ...row,
      kind: 'veto',
      stances: { RU: 'vetoed', CN: 'abstained' },
      outcome: 'not_adopted',
    };
    expect(headlineOf(vote({ ...veto, verdict: 'contradicts' }))).toMatch(
      /^Russia vetoed a Security Council resolution on North Korea/u,
    );
  });

  it('tells who denies what it says', () => {
    const statements = [
      statementOf({ status: 'denied', sourceActor: 'Kremlin' }),
      statementOf({ sourceActor: 'X' }),
    ];
    const event = said({ supplier: 'KP', recipient: 'RU', statements });
    expect(headlineOf(event)).toBe('North Korea sent arms to Russia, according to X; the Kremlin denies it');
    expect(headlineOf(event, 'ko')).toBe('북한, 러시아에 무기 이전 — X; Kremlin 부인');
    const denial = { status: 'denied', at: '2026-11-24T00:00:00Z', by: 'Kremlin' } as const;
    expect(headlineOf({ ...event, statusHistory: [...event.statusHistory, denial] })).toBe(headlineOf(event));
    expect(headlineOf({ ...event, status: 'denied' })).not.toContain(';');
  });
});

describe('the place in a headline', () => {
  const at = (place: string): string => headlineOf(said({ supplier: 'KP', recipient: 'RU', place }));

  it('says where goods left from, and tells from it where and when they were found', () => {
    expect(at('Rajin')).toContain(' from Rajin,');
    expect(at('Dunai')).toContain(' in Dunai,');
    const found = said({
      supplier: 'KP',
      recipient: 'RU',
      place: 'Sumy',
      items: ['ballistic missile', 'Hwasong-11'],
      dates: { ...eventOf().dates, event: { from: '2026-11-15', to: '2026-11-15' } },
    });
    expect(headlineOf(found)).toBe(
      'North Korea sent Hwasong-11 ballistic missiles to Russia (found in Sumy on 15 November 2026), according to X',
    );
    expect(headlineOf(found, 'ko')).toBe(
      '북한, 러시아에 Hwasong-11 탄도미사일 이전 (2026년 11월 15일, 수미주에서 발견) — X',
    );
  });
});
