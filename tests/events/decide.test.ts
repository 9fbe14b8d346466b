import { describe, expect, test } from 'vitest';
import { blockingKeys, decide, EventIndex, merge, type EventProfile } from '../../src/events/index.ts';
import { ARMS_TO_RUSSIA, figure, mention, document, report } from './make.ts';
import { profileOf } from '../../src/events/index.ts';

function isOneEvent(a: EventProfile, b: EventProfile): boolean {
  return decide(b, [{ id: 'a', profile: a }]).eventId === 'a';
}

function eventsOf(...profiles: EventProfile[]): string[] {
  const index = new EventIndex();
  return profiles.map((profile) => index.add(profile));
}

const containers = (published: string, text: string, quantity: string): EventProfile =>
  report('arms_transfer', published, text, { ...ARMS_TO_RUSSIA, quantity: figure(quantity) });

describe('one event across languages', () => {
  test('the same count of containers in English, Korean, Russian, Chinese and Japanese', () => {
    const ids = eventsOf(
      containers('2024-02-26', 'About 6,700 containers went from the North to Russia.', '6,700 containers'),
      containers('2024-02-26', '북한이 러시아에 컨테이너 6700여개를 보냈다.', '컨테이너 6700여개'),
      containers('2024-02-27', 'КНДР отправила в Россию около 6700 контейнеров.', 'около 6700 контейнеров'),
      containers('2024-02-27', '朝鲜向俄罗斯运送约6700个集装箱。', '约6700个集装箱'),
      containers('2024-02-27', '北朝鮮はロシアにコンテナ約6700個を送った。', '約6700個のコンテナ'),
    );
    expect(new Set(ids).size).toBe(1);
  });

  test('a handover by day and place, with counts that differ', () => {
    const first = report('repatriation', '2024-05-05', 'Some 200 were handed over from Jilin.', {
      facilitator: ['CN'],
      quantity: figure('about 200 people'),
      eventDate: '2024-04-26',
    });
    const second = report('repatriation', '2024-05-08', '지난달 26일 60여 명이 북송됐다.', {
      facilitator: ['CN'],
      quantity: figure('60여 명'),
      eventDate: '2024-04-26',
    });
    expect(isOneEvent(first, second)).toBe(true);
  });

  test('a person whose name is spelt in two ways', () => {
    const held = (published: string, name: string): EventProfile =>
      report('thwarted_defection', published, `Russian police seized ${name}, an officer, in Vladivostok.`, {
        facilitator: ['RU'],
        place: 'Vladivostok',
        eventDate: '2021-09',
        names: [name],
      });
    expect(isOneEvent(held('2022-02-11', 'Choe Kum Chol'), held('2022-02-17', 'Choe Kim Chol'))).toBe(true);
    expect(isOneEvent(held('2022-02-11', 'Choe Kum Chol'), held('2022-06-17', 'Pak Yong Su'))).toBe(false);
  });

  test('a denial joins the report that it denies', () => {
    const claim = report(
      'arms_transfer',
      '2023-10-13',
      'The White House says over 1,000 containers left Rajin for Dunai.',
      { ...ARMS_TO_RUSSIA, quantity: figure('1,000 containers'), place: 'Rajin', eventDate: '2023-09' },
    );
    const denial = report(
      'arms_transfer',
      '2023-10-14',
      'Белый дом утверждал, что из порта Раджин в Дунай ушло более тысячи контейнеров; в Кремле это отвергли.',
      { ...ARMS_TO_RUSSIA, status: 'denied' },
    );
    expect(isOneEvent(claim, denial)).toBe(true);
  });

  test('in either order, though who denies is not who claims', () => {
    const parts = { ...ARMS_TO_RUSSIA, quantity: figure('36,000 containers') };
    const told = (text: string, sourceActor: string, status: 'reported' | 'denied'): EventProfile =>
      report('arms_transfer', '2026-11-24', text, { ...parts, sourceActor, status });
    const claim = told('The North shipped about 36,000 containers.', 'South Korean military', 'reported');
    const denial = told('The Kremlin rejected the estimate of 36,000 containers.', 'Kremlin', 'denied');
    expect(isOneEvent(claim, denial)).toBe(true);
    expect(isOneEvent(denial, claim)).toBe(true);
    const another = { ...denial, sources: ['kremlin'] };
    expect(decide(claim, [{ id: 'a', profile: another }]).reasons).toContainEqual(
      expect.stringContaining('other source'),
    );
  });

  test('two sides of one act in related types', () => {
    const ship = (type: 'vessel_deception' | 'petroleum_transfer', published: string): EventProfile =>
      report(type, published, 'The tanker Lighthouse Winmore gave 600 tons of oil to the Sam Jong 2.', {
        facilitator: ['HK'],
        names: ['Lighthouse Winmore'],
        eventDate: '2017-10-19',
      });
    expect(isOneEvent(ship('petroleum_transfer', '2017-12-29'), ship('vessel_deception', '2017-12-30'))).toBe(
      true,
    );
  });
});

describe('look-alikes stay apart', () => {
  test('running totals', () => {
    const ids = eventsOf(
      containers('2024-02-26', 'About 6,700 containers went from the North to Russia.', '6,700 containers'),
      containers('2024-03-18', 'Some 7,000 containers have gone to Russia.', '7,000 containers'),
      containers('2024-10-18', 'More than 13,000 containers went to Russia.', '13,000 containers'),
      containers('2025-07-13', 'The North has sent 28,000 containers to Russia.', '28,000 containers'),
    );
    expect(new Set(ids).size).toBe(4);
  });

  test('three mass returns and the anniversary of one', () => {
    const back = (published: string, eventDate: string, count: string): EventProfile =>
      report('repatriation', published, `China sent ${count} back to the North.`, {
        facilitator: ['CN'],
        quantity: figure(count),
        eventDate,
      });
    const anniversary = report('repatriation', '2024-10-09', 'A year on, Washington urges China to stop.', {
      facilitator: ['CN'],
      status: 'urged',
      eventDate: '2024-10',
    });
    const ids = eventsOf(
      back('2023-09-01', '2023-08-29', '80 people'),
      back('2023-09-21', '2023-09-18', '40 people'),
      back('2023-10-12', '2023-10-09', '600 people'),
      anniversary,
    );
    expect(new Set(ids).size).toBe(4);
  });

  test('two vetoes, and the votes that are told as one', () => {
    const veto = (published: string, text: string, facilitator: string[]): EventProfile =>
      report('sc_blocking', published, text, { facilitator, eventDate: published });
    const may = veto('2022-05-26', 'China and Russia vetoed new sanctions; 13 members voted in favour.', [
      'CN',
      'RU',
    ]);
    const march = veto(
      '2024-03-28',
      'Russia vetoed the renewal of the Panel of Experts; 13 voted in favour.',
      ['RU'],
    );
    const korean = report(
      'panel_termination',
      '2024-03-29',
      '전문가패널 연장안이 28일 러시아의 거부권으로 부결됐다.',
      {
        facilitator: ['RU'],
        eventDate: '2024-03-28',
      },
    );
    const ids = eventsOf(may, march, korean);
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids[2]).toBe(ids[1]);
  });

  test('goods that go the other way', () => {
    const text = 'Missiles were handed over this week, Seoul says.';
    const out = report('arms_transfer', '2024-11-22', text, ARMS_TO_RUSSIA);
    const back = report(
      'arms_transfer',
      '2024-11-22',
      'Air defence missiles reached Pyongyang, Seoul says.',
      {
        supplier: 'RU',
        recipient: 'KP',
        facilitator: ['RU'],
      },
    );
    expect(isOneEvent(out, back)).toBe(false);
  });

  test('types that share no group, whatever else agrees', () => {
    const text = 'On April 26 about 200 people in Jilin.';
    const a = report('repatriation', '2024-05-01', text, { eventDate: '2024-04-26' });
    const b = report('sc_blocking', '2024-05-01', text, { eventDate: '2024-04-26' });
    expect(isOneEvent(a, b)).toBe(false);
  });

  test('a week of different news about the same two states', () => {
    const ids = eventsOf(
      report('arms_transfer', '2024-11-18', 'Kyiv says guns of a 170mm kind reached Kursk.', ARMS_TO_RUSSIA),
      report(
        'arms_transfer',
        '2024-11-19',
        'A train with shells crossed at Khasan, a think tank finds.',
        ARMS_TO_RUSSIA,
      ),
      report('arms_transfer', '2024-11-20', 'Sanctions hit a bank that paid for ammunition.', ARMS_TO_RUSSIA),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('mentions of one document', () => {
  const text = 'About 60 were returned on April 26; since 2020 the total is more than 670.';
  const paper = document('2024-05-08', text);
  const profile = (quote: string, eventDate: string): EventProfile =>
    profileOf(
      mention('repatriation', { quote, facilitator: ['CN'], quantity: figure(quote), eventDate }),
      paper,
    );

  test('that contradict each other are two events', () => {
    const ids = eventsOf(profile('60 people', '2024-04-26'), profile('more than 670 people', '2020-01'));
    expect(new Set(ids).size).toBe(2);
  });

  test('that say the same are one', () => {
    const ids = eventsOf(profile('60 people', '2024-04-26'), profile('60 people', '2024-04-26'));
    expect(new Set(ids).size).toBe(1);
  });
});

describe('a decision', () => {
  const event = containers('2024-02-26', 'About 6,700 containers went to Russia.', '6,700 containers');
  const other = containers('2023-10-13', 'Over 1,000 containers went to Russia.', '1,000 containers');
  const added = containers('2024-02-27', 'コンテナ約6700個がロシアに渡った。', '約6700個のコンテナ');

  test('gives its reasons, the strongest first, and does not depend on the order of candidates', () => {
    const candidates = [
      { id: '7', profile: event },
      { id: '3', profile: other },
    ];
    const decision = decide(added, candidates);
    expect(decision).toEqual(decide(added, candidates.toReversed()));
    expect(decision.eventId).toBe('7');
    expect(decision.reasons).toContain('same figures 6700 container +4.0');
    const weights = decision.reasons.map((reason) => Math.abs(Number(reason.split(' ').at(-1))));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  });

  test('survives storage as JSON', () => {
    const stored = (profile: EventProfile): EventProfile =>
      JSON.parse(JSON.stringify(profile)) as EventProfile;
    const candidates = [{ id: '7', profile: event }];
    expect(decide(stored(added), [{ id: '7', profile: stored(event) }])).toEqual(decide(added, candidates));
    expect(blockingKeys(stored(event))).toEqual(blockingKeys(event));
  });

  test('without candidates founds an event', () => {
    expect(decide(added, []).eventId).toBeNull();
  });

  test('an event that has grown still takes what its founder would', () => {
    const grown = merge(event, added);
    expect(grown.documents).toHaveLength(2);
    expect(isOneEvent(grown, containers('2024-02-27', 'Около 6700 контейнеров.', '6700 контейнеров'))).toBe(
      true,
    );
  });
});

describe('a retelling', () => {
  const told = (published: string, parts: object): EventProfile =>
    report(
      'petroleum_transfer',
      published,
      'The tanker Lighthouse Winmore gave 600 tons of oil to the Sam Jong 2.',
      {
        recipient: 'KP',
        facilitator: ['HK'],
        names: ['Lighthouse Winmore', 'Sam Jong 2'],
        eventDate: '2017-10-19',
        ...parts,
      },
    );
  const report2017 = told('2017-12-29', {});
  const retelling = told('2026-11-20', { news: false, quantity: figure('about 600 tons') });

  test('joins its event however many years later it is told', () => {
    expect(isOneEvent(report2017, retelling)).toBe(true);
    expect(isOneEvent(retelling, report2017)).toBe(true);
  });

  test('does not move the days on which the event was reported', () => {
    const days = report2017.published;
    expect(merge(report2017, retelling)).toMatchObject({ published: days, recalled: false });
    expect(merge(retelling, report2017)).toMatchObject({ published: days, recalled: false });
  });
});

describe('mentions of one document', () => {
  test('news without a date does not join what its text recalls', () => {
    const text = 'China spoke against the agenda. A veto of March 2024 had ended the panel.';
    const recalled = report('sc_blocking', '2026-11-23', text, {
      facilitator: ['CN'],
      eventDate: '2024-03-28',
    });
    const present = report('sc_blocking', '2026-11-23', text, { facilitator: ['CN'], eventDate: null });
    const together = { ...present, documents: recalled.documents };
    expect(isOneEvent(recalled, together)).toBe(false);
    const recent = { ...recalled, dates: present.published ? [present.published] : [] };
    expect(isOneEvent(recent, together)).toBe(true);
  });
});
