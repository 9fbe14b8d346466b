/**
 * A realistic day in five languages. Every sentence is ours, after the kind of reports that the sources publish.
 */
import type { EventView, FigureView, StatementView } from '../../src/publish/event-view.ts';
import type {
  AlertView,
  BurstView,
  CoverageView,
  DigestView,
  TimelineView,
} from '../../src/publish/views.ts';
import { subscriberOf } from './fixtures.ts';

let serial = 0;

export function statementOf(fields: Partial<StatementView> = {}): StatementView {
  serial += 1;
  return {
    id: `s${serial}`,
    outlet: 'Example Wire',
    url: `https://news.example.org/article-${serial}`,
    title: 'A headline of the outlet',
    lang: 'en',
    published: '2026-11-23T20:15:00.000Z',
    firstSeen: '2026-11-23T20:21:00.000Z',
    status: 'reported',
    sourceActor: null,
    quote: 'A sentence that the outlet wrote.',
    origin: `o${serial}`,
    isCopy: false,
    snapshotSha: null,
    limitedText: false,
    citation: null,
    record: null,
    isNew: true,
    ...fields,
  };
}

export function figureOf(
  text: string,
  min: number | null,
  max: number | null,
  unit: string | null,
  source: string,
): FigureView {
  return { text, min, max, unit, source, url: null, published: null };
}

export function eventOf(fields: Partial<EventView> = {}): EventView {
  return {
    id: 'event-1',
    category: 'sanctions_evasion',
    type: 'arms_transfer',
    immediate: false,
    isBaseline: false,
    sensitive: false,
    status: 'reported',
    statusHistory: [{ status: 'reported', at: '2026-11-23T20:15:00.000Z', by: 'Example Wire' }],
    supplier: null,
    recipient: null,
    facilitators: [],
    items: [],
    names: [],
    figures: [],
    place: null,
    dates: { event: null, published: '2026-11-23T20:15:00.000Z', firstSeen: '2026-11-23T20:21:00.000Z' },
    confidence: 0.8,
    unSymbols: [],
    duties: [],
    statements: [],
    changes: [],
    isNew: true,
    ...fields,
  };
}

const SHA = '9f2c5b1e7a40d3886d0b6c1f25a9e4773c8d1b60a5f2e9c4b7d830161e5fa2c9';

export const SHELLS = eventOf({
  id: 'ev-shells-rajin',
  immediate: true,
  status: 'confirmed',
  statusHistory: [
    { status: 'alleged', at: '2026-11-19T03:10:00.000Z', by: 'a South Korean lawmaker' },
    { status: 'reported', at: '2026-11-21T09:00:00.000Z', by: 'Kyodo News' },
    { status: 'confirmed', at: '2026-11-23T21:40:00.000Z', by: "South Korea's National Intelligence Service" },
  ],
  supplier: 'KP',
  recipient: 'RU',
  items: ['artillery shells', '방사포', 'ракеты'],
  names: ['Angara', 'Maria'],
  figures: [
    figureOf('more than 28,000 containers', 28_000, null, 'containers', "South Korea's National Intelligence Service"),
    figureOf('컨테이너 2만5000여 개', 25_000, null, '컨테이너', 'a South Korean lawmaker'),
    figureOf('コンテナ約2万個', 20_000, 20_000, 'コンテナ', 'Kyodo News'),
  ],
  place: '나진',
  dates: { event: { from: '2026-10', to: '2026-11' }, published: '2026-11-19T03:10:00.000Z', firstSeen: '2026-11-19T03:31:00.000Z' },
  confidence: 0.93,
  duties: ['Resolution 1718 (2006), para. 8 (a), (b)', 'Resolution 1874 (2009), paras. 9 and 10'],
  isNew: false,
  changes: [
    { kind: 'status', from: 'alleged', to: 'confirmed', by: "South Korea's National Intelligence Service" },
    {
      kind: 'figure',
      figure: figureOf('more than 28,000 containers', 28_000, null, 'containers', "South Korea's National Intelligence Service"),
      previous: [figureOf('컨테이너 2만5000여 개', 25_000, null, '컨테이너', 'a South Korean lawmaker'), figureOf('コンテナ約2万個', 20_000, 20_000, 'コンテナ', 'Kyodo News')],
    },
    { kind: 'origin', source: 'Kyodo News' },
  ],
  statements: [
    statementOf({ outlet: 'Yonhap', lang: 'ko', title: '국정원 “북, 나진항 통해 러시아에 포탄 컨테이너 2만8천개 이상 보내”', published: '2026-11-23T21:40:00.000Z', status: 'confirmed', sourceActor: "South Korea's National Intelligence Service", quote: '국가정보원은 지난 10월 이후 포탄을 실은 컨테이너가 나진항을 떠난 사실을 확인했다며 누적 규모가 2만8천 개를 넘었다고 보고했다.', origin: 'nis-briefing', snapshotSha: SHA }),
    statementOf({ outlet: 'The Korea Herald', title: 'Spy agency puts shipments from Rajin above 28,000 containers', published: '2026-11-23T22:05:00.000Z', status: 'confirmed', sourceActor: "South Korea's National Intelligence Service", quote: 'Containers of shells have left Rajin since October, the agency told lawmakers, and the total now stands above 28,000.', origin: 'nis-briefing', isCopy: true }),
    statementOf({ outlet: 'KBS World', title: 'NIS: Over 28,000 containers sent', published: '2026-11-23T22:20:00.000Z', status: 'confirmed', sourceActor: 'NIS', quote: 'The agency said the containers held shells for 152-millimeter guns.', origin: 'nis-briefing', isCopy: true }),
    statementOf({ outlet: 'Kyodo News', lang: 'ja', title: '羅津港から砲弾か、貨物船の動き続く', published: '2026-11-21T09:00:00.000Z', quote: '衛星画像を分析した専門家によると、砲弾を積んだとみられるコンテナ約2万個が羅津港から運び出された。', origin: 'kyodo-imagery', snapshotSha: SHA }),
    statementOf({ outlet: 'TASS', lang: 'ru', title: 'В Москве назвали сообщения о поставках снарядов домыслами', published: '2026-11-23T14:02:00.000Z', status: 'denied', sourceActor: 'Russian Foreign Ministry', quote: 'Сообщения о поставках снарядов через порт Раджин не соответствуют действительности, заявили в министерстве.', origin: 'mid-briefing' }),
  ],
}); // prettier-ignore

export const AIR_DEFENCE = eventOf({
  id: 'ev-pantsir',
  immediate: true,
  status: 'alleged',
  statusHistory: [{ status: 'alleged', at: '2026-11-23T17:00:00.000Z', by: 'Multilateral Sanctions Monitoring Team' }],
  supplier: 'RU',
  recipient: 'KP',
  items: ['anti-aircraft missiles', 'radar'],
  figures: [figureOf('at least one system', 1, null, 'system', 'Multilateral Sanctions Monitoring Team')],
  dates: { event: { from: '2026', to: '2026' }, published: '2026-11-23T17:00:00.000Z', firstSeen: '2026-11-23T17:04:00.000Z' },
  confidence: 0.71,
  duties: ['Resolution 1718 (2006), para. 8 (a)'],
  statements: [
    statementOf({ outlet: 'NK News', title: 'Monitors point to Russian air defense system near Pyongyang', published: '2026-11-23T17:00:00.000Z', status: 'alleged', sourceActor: 'Multilateral Sanctions Monitoring Team', quote: 'At least one air defense system and its radar appear to have come from Russia this year, the team writes.', origin: 'msmt', limitedText: true }),
  ],
}); // prettier-ignore

export const REPATRIATION = eventOf({
  id: 'ev-return-dandong',
  category: 'forced_repatriation',
  type: 'repatriation',
  sensitive: true,
  status: 'reported',
  statusHistory: [{ status: 'reported', at: '2026-11-23T10:00:00.000Z', by: 'Daily NK' }],
  facilitators: ['CN'],
  figures: [
    figureOf('some 40 people', 40, 40, 'people', 'Daily NK'),
    figureOf('60명', 60, 60, '명', 'a pastor in Seoul'),
  ],
  names: ['Kim Example'],
  place: '丹东',
  dates: { event: { from: '2026-11-18', to: '2026-11-20' }, published: '2026-11-23T10:00:00.000Z', firstSeen: '2026-11-23T10:12:00.000Z' },
  confidence: 0.84,
  duties: ['Refugee Convention, art. 33', 'Convention against Torture, art. 3'],
  statements: [
    statementOf({ outlet: 'Daily NK', title: 'Kim Example among those sent back over the Dandong bridge', published: '2026-11-23T10:00:00.000Z', quote: 'Kim Example, 31, and some 40 others were driven over the bridge at night, a source near Dandong said.', origin: 'dailynk' }),
    statementOf({ outlet: '국민일보', lang: 'ko', title: '“단둥서 탈북민 60명 북송”', published: '2026-11-23T11:30:00.000Z', quote: '서울의 한 목사는 단둥 구류소에 있던 60명이 밤사이 북송됐다고 말했다.', sourceActor: 'a pastor in Seoul', origin: 'pastor' }),
    statementOf({ outlet: '环球时报', lang: 'zh', title: '外交部：中国没有所谓“脱北者”', published: '2026-11-23T08:45:00.000Z', status: 'denied', sourceActor: 'Chinese Foreign Ministry', quote: '发言人表示，中国没有所谓“脱北者”，中方一贯依法处理非法入境人员。', origin: 'mfa-cn' }),
  ],
}); // prettier-ignore

export const PETROLEUM = eventOf({
  id: 'ev-petrol',
  type: 'petroleum_transfer',
  supplier: 'RU',
  recipient: 'KP',
  items: ['refined oil'],
  figures: [figureOf('more than 165,000 barrels', 165_000, null, 'barrels', 'Open Source Centre')],
  place: 'Vostochny',
  dates: { event: { from: '2026-10', to: '2026-10' }, published: '2026-11-22T12:00:00.000Z', firstSeen: '2026-11-22T12:20:00.000Z' },
  statusHistory: [{ status: 'reported', at: '2026-11-22T12:00:00.000Z', by: 'Open Source Centre' }],
  duties: ['Resolution 2397 (2017), para. 5'],
  statements: [
    statementOf({ outlet: 'BBC News', title: 'Tankers filled up at Vostochny', sourceActor: 'Open Source Centre', quote: 'Satellite images show four tankers under the North Korean flag loading at Vostochny in October.', origin: 'osc' }),
    statementOf({ outlet: 'Новая газета Европа', lang: 'ru', title: 'Танкеры КНДР снова в порту Восточный', sourceActor: 'Open Source Centre', quote: 'На снимках видны четыре танкера, которые в октябре загружались в порту Восточный.', origin: 'osc', isCopy: true }),
  ],
}); // prettier-ignore

export const VETO = eventOf({
  id: 'ev-sc-vote',
  category: 'un_obstruction',
  type: 'sc_blocking',
  status: 'confirmed',
  statusHistory: [{ status: 'confirmed', at: '2026-11-23T19:30:00.000Z', by: 'UN meeting record' }],
  facilitators: ['CN', 'RU'],
  place: 'New York',
  unSymbols: ['S/PV.10012', 'S/2026/881'],
  dates: { event: { from: '2026-11-23', to: '2026-11-23' }, published: '2026-11-23T19:30:00.000Z', firstSeen: '2026-11-23T19:36:00.000Z' },
  confidence: 0.97,
  statements: [
    statementOf({ outlet: 'UN Press', title: 'Security Council, by 12 votes in favour to 2 against, takes up human rights in Democratic People’s Republic of Korea', status: 'confirmed', sourceActor: 'UN meeting record', quote: 'The representatives of China and the Russian Federation objected to the holding of the meeting.', origin: 'un-press', snapshotSha: SHA }),
  ],
}); // prettier-ignore

export const WORKERS = eventOf({
  id: 'ev-greenhouse',
  category: 'forced_labor',
  type: 'worker_visas',
  status: 'planned',
  statusHistory: [{ status: 'planned', at: '2026-11-22T06:00:00.000Z', by: 'Vostok-Media' }],
  facilitators: ['RU'],
  figures: [figureOf('50 рабочих', 50, 50, 'рабочих', 'Vostok-Media')],
  place: 'Владивосток',
  dates: { event: { from: '2027-01', to: '2027-01' }, published: '2026-11-22T06:00:00.000Z', firstSeen: '2026-11-22T06:40:00.000Z' },
  confidence: 0.66,
  statements: [
    statementOf({ outlet: 'Vostok-Media', lang: 'ru', title: 'Теплица под Владивостоком ждёт студентов из КНДР', status: 'planned', quote: 'С января предприятие намерено принять 50 рабочих из КНДР по студенческим визам.', origin: 'vostok' }),
  ],
}); // prettier-ignore

export const BASELINE = eventOf({
  id: 'ev-baseline-courageous',
  type: 'vessel_deception',
  isBaseline: true,
  isNew: false,
  status: 'confirmed',
  statusHistory: [{ status: 'confirmed', at: '2021-07-30', by: 'US Department of Justice' }],
  facilitators: ['SG'],
  names: ['Courageous'],
  dates: { event: { from: '2019-08', to: '2019-12' }, published: '2021-07-30', firstSeen: '2026-11-01T00:00:00.000Z' },
  confidence: 1,
  statements: [statementOf({ outlet: 'US Department of Justice', title: 'Judgment against the tanker Courageous', published: '2021-07-30', status: 'confirmed', quote: 'The court ordered the forfeiture of the tanker.', origin: 'doj' })],
}); // prettier-ignore

export const COVERAGE: CoverageView = {
  from: '2026-11-22T22:00:00.000Z',
  to: '2026-11-23T22:00:00.000Z',
  counts: { feeds: 41, items: 1284, documents: 212 },
  failing: [
    { id: 'rfa-ko', title: 'RFA Korean', since: '2026-11-20T04:00:00.000Z', reason: 'answers 503' },
    { id: 'kcna', title: 'KCNA Watch', since: '2026-11-23T02:00:00.000Z', reason: 'no answer within 20 s' },
    { id: 'minju', title: 'Minju Choson', since: '2026-11-12T09:00:00.000Z', reason: 'a page without items' },
  ],
  refused: [{ host: '38north.org', pages: 4, reason: 'answers 403 to data centres' }],
  dropped: [
    { reason: 'not about North Korea', count: 1003 },
    { reason: 'no text', count: 9 },
  ],
  silent: [{ id: 'vostok', title: 'Vostok Today', lastItem: '2026-11-15T03:00:00.000Z' }],
  overdue: [
    {
      title: 'General Assembly resolution on human rights in the DPRK (Third Committee)',
      expected: '2026-11-18',
    },
  ],
};

export const QUIET_COVERAGE: CoverageView = {
  ...COVERAGE,
  failing: [],
  refused: [],
  silent: [],
  overdue: [],
  dropped: [],
};

export function digestOf(fields: Partial<DigestView> = {}): DigestView {
  return {
    id: 'kr-analyst.daily.2026-11-24.0700',
    subscriber: subscriberOf({ id: 'kr-analyst', name: 'Jin Doe', zone: 'Asia/Seoul' }),
    edition: 'daily',
    localDate: '2026-11-24',
    slot: '07:00',
    zone: 'Asia/Seoul',
    since: '2026-11-22T22:00:00.000Z',
    generatedAt: '2026-11-23T22:00:04.000Z',
    categories: [
      { category: 'sanctions_evasion', events: [BASELINE, PETROLEUM, AIR_DEFENCE, SHELLS] },
      { category: 'forced_labor', events: [WORKERS] },
      { category: 'human_trafficking', events: [] },
      { category: 'forced_repatriation', events: [REPATRIATION] },
      { category: 'un_obstruction', events: [VETO] },
    ],
    recalled: [],
    related: [
      { title: 'Kyiv says 8,500 North Korean soldiers are in Russia, a drone unit among them', outlet: 'KBS World', url: 'https://world.example.org/troops', lang: 'en', published: '2026-11-23T12:00:00.000Z' },
      { title: 'В Курской области открыли музей павших солдат КНДР', outlet: 'РИА Новости', url: 'https://ria.example.org/museum', lang: 'ru', published: '2026-11-23T09:00:00.000Z' },
    ],
    corrections: [
      { eventId: 'ev-old', toldOn: '2026-11-20', was: 'China returned 600 people to North Korea in Tumen', now: 'The outlet withdrew its report on 22 November; the event is removed.' },
    ],
    activity: [
      { category: 'sanctions_evasion', days: days([4, 0, 2, 7, 1, 0, 3, 5, 9, 2]) },
      { category: 'forced_labor', days: days([1, 2, 0, 1]) },
      { category: 'human_trafficking', days: days([0]) },
      { category: 'forced_repatriation', days: days([0, 0, 3, 1, 0, 6]) },
      { category: 'un_obstruction', days: days([0, 1, 0, 0, 2]) },
    ],
    week: null,
    coverage: COVERAGE,
    verdicts: {},
    publicUrl: null,
    archiveUrl: null,
    unsubscribe: { mailto: 'unsubscribe@tumen.example.org', url: null },
    ...fields,
  }; // prettier-ignore
}

export function quietDigest(fields: Partial<DigestView> = {}): DigestView {
  const { categories } = digestOf();
  return digestOf({
    categories: categories.map(({ category }) => ({ category, events: [] })),
    recalled: [],
    related: [],
    corrections: [],
    coverage: QUIET_COVERAGE,
    ...fields,
  });
}

function days(counts: readonly number[]): { date: string; count: number }[] {
  return Array.from({ length: 30 }, (_, index) => ({
    date: new Date(Date.UTC(2026, 9, 25 + index)).toISOString().slice(0, 10),
    count: counts[index % counts.length] ?? 0,
  }));
}

export function alertOf(fields: Partial<AlertView> = {}): AlertView {
  return {
    id: 'alert-1',
    subscriber: subscriberOf({ zone: 'Asia/Seoul' }),
    event: SHELLS,
    revision: 1,
    reason: 'new',
    why: { rule: 'alert: immediate', words: ['포탄을 실은 컨테이너'] },
    escalation: null,
    generatedAt: '2026-11-23T21:41:00.000Z',
    publicUrl: null,
    archiveUrl: null,
    actions: null,
    unsubscribe: { mailto: 'unsubscribe@tumen.example.org', url: null },
    ...fields,
  };
}

/** A week of the reader's, beside five before it. */
export function weeklyOf(fields: Partial<DigestView> = {}): DigestView {
  return digestOf({
    edition: 'weekly',
    slot: '08:00',
    week: {
      from: '2026-11-16',
      to: '2026-11-22',
      weeksBefore: 5,
      trends: [
        { of: 'sanctions_evasion', events: 9, mean: 3.4 },
        { of: { leading: 'arms_transfer' }, events: 2, mean: 1.2 },
        { of: 'forced_labor', events: 1, mean: 2 },
        { of: 'human_trafficking', events: 0, mean: 0 },
        { of: 'forced_repatriation', events: 1, mean: 6 },
        { of: 'un_obstruction', events: 1, mean: 0.4 },
      ],
      statusChanges: [
        { event: SHELLS, from: 'alleged', to: 'confirmed', by: "South Korea's National Intelligence Service", at: '2026-11-20T21:40:00.000Z' },
        { event: REPATRIATION, from: 'reported', to: 'denied', by: 'Chinese Foreign Ministry', at: '2026-11-21T08:45:00.000Z' },
      ],
    },
    ...fields,
  }); // prettier-ignore
}

/** Four alerts to one reader, with pages to answer on. */
export function burstOf(fields: Partial<BurstView> = {}): BurstView {
  const subscriber = fields.subscriber ?? subscriberOf({ zone: 'Asia/Seoul' });
  return {
    id: '17',
    subscriber,
    alerts: [SHELLS, AIR_DEFENCE, PETROLEUM, REPATRIATION].map((event) =>
      alertOf({ subscriber, event, publicUrl: 'https://t.example.org', actions: actionsFor(event.id) }),
    ),
    generatedAt: '2026-11-23T21:41:00.000Z',
    archiveUrl: 'https://t.example.org/reader/burst',
    acknowledgeAll: 'https://t.example.org/reader/all',
    unsubscribe: { mailto: 'unsubscribe@tumen.example.org', url: null },
    ...fields,
  };
}

export function actionsFor(event: string) {
  const link = (what: string) => `https://t.example.org/reader/${what}-${event}`;
  return { acknowledge: link('seen'), notRelevant: link('not-relevant'), wrong: link('wrong') };
}

export function timelineOf(fields: Partial<TimelineView> = {}): TimelineView {
  return {
    title: 'A timeline',
    generatedAt: '2026-11-24T00:10:00.000Z',
    from: '2019-01-01',
    to: null,
    asKnownOn: null,
    events: [
      BASELINE,
      AIR_DEFENCE,
      SHELLS,
      PETROLEUM,
      REPATRIATION,
      VETO,
      WORKERS,
      eventOf({ id: 'undated', statements: [statementOf()] }),
    ],
    coverage: COVERAGE,
    publicUrl: null,
    ...fields,
  };
}
