import { describe, expect, test } from 'vitest';
import { loadBaseline } from '../../src/baseline/load.ts';
import { profileOfEvent } from '../../src/baseline/profile.ts';
import { blockingKeys, decide, profileOf } from '../../src/events/index.ts';
import type { Mention } from '../../src/model.ts';
import { readCouncilRecord } from '../../src/un/council-record.ts';

const councilRecord = readCouncilRecord();

const known = loadBaseline('baseline').flatMap((event) => {
  const profile = profileOfEvent(event);
  return profile ? [{ id: event.id, profile, keys: new Set(blockingKeys(profile)) }] : [];
});

interface Told {
  published: string;
  lang: string;
  title: string;
  text: string;
  mention: Partial<Mention>;
}

/** The curated event that a report joins, among those that linking would look at; null: it is new. */
function joined({ mention, ...document }: Told): string | null {
  const frame: Mention = {
    type: 'arms_transfer',
    category: 'sanctions_evasion',
    quote: document.text,
    start: document.title.length + 1,
    end: document.title.length + 1 + document.text.length,
    status: 'reported',
    supplier: 'KP',
    recipient: 'RU',
    facilitator: ['RU'],
    sourceActor: null,
    items: [],
    quantity: null,
    place: null,
    eventDate: null,
    unSymbols: [],
    names: [],
    confidence: 0.9,
    rule: 'test',
    evidence: [],
    news: true,
    ...mention,
  };
  const profile = profileOf(frame, { id: 'told', ...document });
  const keys = blockingKeys(profile);
  return decide(
    profile,
    known.filter((event) => keys.some((key) => event.keys.has(key))),
  ).eventId;
}

const KOREAN: Told = {
  published: '2023-10-14T03:00:00Z',
  lang: 'ko',
  title: '백악관 “북한, 러시아에 컨테이너 1천개 넘게 보내”',
  text: '커비 조정관은 북한이 나진항에서 컨테이너 1,000개가 넘는 군사 장비와 탄약을 러시아 두나이로 보냈다고 밝혔다.',
  mention: {
    place: '나진',
    eventDate: '2023-10',
    quantity: { text: '컨테이너 1,000개', min: 1000, max: null, unit: '개' },
  },
};
const RUSSIAN: Told = {
  published: '2017-12-30T10:00:00Z',
  lang: 'ru',
  title: 'Южная Корея задержала танкер',
  text: 'Танкер Lighthouse Winmore передал около 600 тонн нефтепродуктов судну Sam Jong 2, сообщили в Сеуле.',
  mention: {
    type: 'petroleum_transfer',
    supplier: null,
    recipient: 'KP',
    facilitator: ['HK'],
    names: ['Lighthouse Winmore', 'Sam Jong 2'],
    eventDate: '2017-10-19',
  },
};
const NEW_TOTAL: Told = {
  published: '2026-11-23T07:00:00Z',
  lang: 'en',
  title: 'Seoul raises its estimate',
  text: 'North Korea has shipped about 36,000 containers of arms from Rajin to Russia, military intelligence said.',
  mention: {
    place: 'Rajin',
    quantity: { text: 'about 36,000 containers', min: 36000, max: 36000, unit: 'containers' },
  },
};

describe('a report of a curated event', () => {
  test('joins it in another language and script', () => {
    expect(joined(KOREAN)).toBe('arms-kp-ru-2023-10-thousand-containers');
    expect(joined(RUSSIAN)).toBe('oil-2017-10-lighthouse-winmore');
  });

  test('does not join it in the other direction, nor when the ships are others', () => {
    expect(joined({ ...KOREAN, mention: { ...KOREAN.mention, supplier: 'RU', recipient: 'KP' } })).toBeNull();
    const others = { ...RUSSIAN.mention, names: ['Koti', 'Rye Song Gang 1'], eventDate: '2017-12-19' };
    const text = 'Танкер Koti передал нефтепродукты судну Rye Song Gang 1, сообщили в Сеуле.';
    expect(joined({ ...RUSSIAN, text, mention: others })).toBeNull();
  });

  test('joins it by the row of the Council’s record that it was found to tell of', () => {
    const veto: Told = {
      published: '2026-11-23T15:00:00Z',
      lang: 'en',
      title: 'A statement in the Council',
      text: 'Since the experts were brought to an end by a veto in March 2024 the Council has had no eyes of its own.',
      mention: {
        type: 'sc_blocking',
        category: 'un_obstruction',
        supplier: null,
        recipient: null,
        facilitator: [],
        eventDate: '2024-03',
      },
    };
    const row = councilRecord.rows.find(({ id }) => id === '2024-03-28-panel');
    if (!row) throw new Error('the record has the vote on the Panel');
    const record = { ...row, row: row.id, verdict: 'unknown', why: 'nothing to compare' } as const;
    expect(joined({ ...veto, mention: { ...veto.mention, record } })).toBe('un-2024-03-panel-renewal-vote');
    const undated = { ...veto.mention, record, eventDate: null };
    expect(joined({ ...veto, text: 'A veto ended it.', mention: undated })).toBeNull();
  });

  test('a new running total is a new event', () => {
    expect(joined(NEW_TOTAL)).toBeNull();
  });
});

describe('the profile of a curated event', () => {
  test('knows its days as its sources and as its retellings give them', () => {
    const day = (iso: string): number => Date.parse(iso) / 86_400_000;
    const profile = known.find((event) => event.id === 'arms-kp-ru-2023-10-thousand-containers')?.profile;
    expect(profile?.dates).toContainEqual({ from: day('2023-10-13'), to: day('2023-10-13') });
    expect(profile?.dates).toContainEqual({ from: day('2023-09-01'), to: day('2023-09-30') });
  });

  test('is missing for what stands outside the categories', () => {
    const related = loadBaseline('baseline').filter((event) => event.type === null);
    expect(related.length).toBeGreaterThan(30);
    expect(related.every((event) => profileOfEvent(event) === null)).toBe(true);
  });
});
