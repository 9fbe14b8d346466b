import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { loadAnalyzer } from '../../src/analyze/load.ts';
import { loadDemoData } from '../../src/demo/data.ts';
import { Fortnight } from '../../src/demo/fortnight.ts';
import { storiesOf, type Story } from '../../src/demo/stories.ts';
import { linkDocuments } from '../../src/events/index.ts';
import type { Analysis, Mention } from '../../src/model.ts';

const folder = (path: string): string => fileURLToPath(new URL(`../../${path}/`, import.meta.url));
const fortnight = new Fortnight(new Date('2026-11-24T13:00:00Z'));
const sample = loadDemoData(folder('demo'));
const analyzer = loadAnalyzer(folder('keywords'));

interface Read {
  story: Story;
  text: string;
  analysis: Analysis;
}

/** Every item of the sample as the second poll finds it, read by the analysis alone. */
const items = new Map(
  sample.feeds
    .flatMap((feed) => storiesOf(feed, 2, fortnight, 'http://sample.invalid'))
    .map((story): [string, Read] => {
      const id = `${story.feed.id}/${story.item.id}`;
      const text = textOf(story);
      const published = story.published.toISOString();
      const input = { id, title: story.title, text, lang: story.feed.lang, published };
      return [id, { story, text, analysis: analyzer.analyze(input) }];
    }),
);

function textOf(story: Story): string {
  const document = sample.documents.find((one) => one.symbol === story.item.symbol);
  if (!document) return story.paragraphs.join('\n');
  const paragraphs = fortnight.fill(document.body, 'en').split(/\n{2,}/u);
  return paragraphs.map((paragraph) => paragraph.replace(/\s*\n\s*/gu, ' ').trim()).join('\n');
}

function read(id: string): Read {
  const found = items.get(id);
  if (!found) throw new Error(`the sample has no item ${id}`);
  return found;
}

const EXPECTED: [string, Partial<Mention> & Pick<Mention, 'type'>, boolean][] = [
  ['moscow-line/containers-denied', { type: 'arms_transfer', status: 'denied', sourceActor: 'Kremlin' }, true],
  ['harbour-times/kremlin-rejects-estimate', { type: 'arms_transfer', status: 'denied' }, true],
  ['global-desk/what-we-know', { type: 'arms_transfer', eventDate: '2024-01-02', news: false }, false],
  ['seoul-wire-ko/pantsir-second-battery', { type: 'arms_transfer', supplier: 'RU', recipient: 'KP' }, true],
  ['seoul-wire-en/pantsir-second-battery', { type: 'arms_transfer', supplier: 'RU', recipient: 'KP' }, true],
  ['northern-desk/vostochny-tankers', { type: 'petroleum_transfer', supplier: 'RU', recipient: 'KP' }, false],
  ['harbour-times/tanker-insurers', { type: 'petroleum_transfer', supplier: 'RU', recipient: 'KP' }, false],
  ['moscow-line/oil-no-breach', { type: 'petroleum_transfer', status: 'denied', recipient: 'KP' }, false],
  ['federal-notices/shipping-network-listed', { type: 'coal_mineral_export', supplier: 'KP', recipient: 'CN' }, false],
  ['moscow-line/rostov-builders', { type: 'overseas_workers', status: 'planned', facilitator: ['RU'], eventDate: '2027-01-03' }, false],
  ['un-docs-sample/record-99021', { type: 'worker_visas', facilitator: ['RU'] }, false],
  ['seoul-wire-ko/veto-on-panel', { type: 'panel_termination', eventDate: '2024' }, false],
  ['global-desk/sumy-debris-confirmed', { type: 'arms_transfer', status: 'confirmed', sourceActor: "Ukraine's Prosecutor General's Office" }, true],
  ['pacific-herald-zh/fillets-answer', { type: 'forced_labor_goods', sourceActor: 'U.S. Customs and Border Protection' }, false],
]; // prettier-ignore

describe('what the analysis says of the sample', () => {
  it.each(EXPECTED)('%s', (id, mention, alert) => {
    const { analysis } = read(id);
    expect(analysis.mentions).toContainEqual(expect.objectContaining(mention));
    expect(analysis.alert).toBe(alert);
  });

  it('alerts for the items that are marked, and for no other', () => {
    const alerting = [...items].filter(([, { analysis }]) => analysis.alert).map(([id]) => id);
    const marked = [...items].filter(([, { story }]) => story.item.alert).map(([id]) => id);
    expect(alerting.toSorted()).toEqual(marked.toSorted());
  });

  it.each([
    ['seoul-wire-en/containers-estimate', 36_000, 'reported'],
    ['seoul-wire-ko/containers-estimate', 36_000, 'reported'],
    ['pacific-herald-zh/containers-estimate', 36_000, 'reported'],
    ['tokyo-courier/containers-estimate', 36_000, 'reported'],
    ['seoul-wire-en/containers-estimate', 16_000_000, 'planned'],
    ['seoul-wire-ko/containers-estimate', 16_000_000, 'planned'],
    ['tokyo-courier/containers-estimate', 16_000_000, 'planned'],
    ['rights-ledger/tumen-return', 190, 'reported'],
    ['northern-desk/border-statistics', 2940, 'reported'],
    ['tokyo-courier/tankers-vostochny', 900_000, 'alleged'],
  ])('%s counts %d, %s', (id, min, status) => {
    const counted = read(id).analysis.mentions.map((mention) => [mention.quantity?.min, mention.status]);
    expect(counted).toContainEqual([min, status]);
  });

  it('gives no time, turn of speech or number of a resolution as a figure', () => {
    const texts = [...items.values()].flatMap(({ analysis }) =>
      analysis.mentions.flatMap(({ quantity }) => quantity?.text ?? []),
    );
    expect(
      texts.filter((text) => /(?:years?|months?|days?|quarter|others?|member)$|다면|결의/u.test(text)),
    ).toEqual([]);
  });

  it('names an act in every proposal of the learned part, in a whole sentence', () => {
    const proposals = [...items.values()].flatMap(({ text, story, analysis }) =>
      analysis.mentions
        .filter(({ rule }) => rule.endsWith('.learned'))
        .map((mention) => ({ mention, full: `${story.title}\n${text}` })),
    );
    expect(proposals.length).toBeGreaterThan(0);
    for (const { mention, full } of proposals) {
      expect(mention.evidence.length).toBeGreaterThan(0);
      expect(mention.quote).not.toMatch(/^[\p{Lu}\s.,]{3,20}$/u);
      expect(full.slice(0, mention.start)).toMatch(/(?:^|[\s\-–—.!?。！？”"»])$/u);
    }
  });
});

it('all reports of the 36,000 containers, and both denials, are one story', () => {
  const documents = [...items].map(([id, { story, text, analysis }]) => ({
    document: {
      id,
      title: story.title,
      text,
      lang: story.feed.lang,
      published: story.published.toISOString(),
      outlet: story.feed.outlet,
    },
    mentions: analysis.mentions,
  }));
  const links = linkDocuments(documents);
  const told = links.filter(({ id }) => read(id).story.item.story === 'containers-estimate');
  expect(told).toHaveLength(6);
  expect(new Set(told.map(({ story }) => story)).size).toBe(1);
});

it('takes troops for no workers, and a vote that was held for no plan', () => {
  for (const id of ['seoul-wire-en/engineers-rotate', 'seoul-wire-ko/engineers-rotate'])
    expect(read(id).analysis.mentions).toEqual([]);
  const votes = read('un-docs-sample/record-99021').analysis.mentions.filter(
    ({ type }) => type === 'sc_blocking',
  );
  expect(votes.map(({ status }) => status)).not.toContain('planned');
});

it('takes a request for asylum for no call', () => {
  const { mentions } = read('primorye-gazette/workers-detained').analysis;
  expect(new Set(mentions.map(({ status }) => status))).toEqual(new Set(['reported']));
  expect(mentions.map(({ eventDate }) => eventDate)).toContain('2026-11-16');
});

describe('what did not happen', () => {
  it.each([
    'Seoul says Pyongyang has not delivered any shells to Moscow.',
    'North Korea has not delivered any shells to Russia since May.',
    '북한은 러시아에 포탄을 보내지 않았다.',
    'Россия не передавала КНДР ракеты.',
    '朝鲜没有向俄罗斯提供炮弹。',
    '北朝鮮はロシアに砲弾を渡していない。',
  ])('is no mention: %s', (text) => {
    expect(analyzer.analyze({ id: 'x', title: '', text }).mentions).toEqual([]);
  });

  it.each([
    'Moscow said it had not received any shells from North Korea.',
    '러시아 외무부는 북한으로부터 무기를 받지 않았다고 밝혔다.',
    'Россия не передавала КНДР ракеты, заявили в МИД РФ.',
    '俄方表示，朝鲜没有向俄罗斯提供炮弹。',
    'ロシア外務省は、北朝鮮がロシアに砲弾を渡していないと述べた。',
  ])('is a denial where those involved say so: %s', (text) => {
    const { mentions } = analyzer.analyze({ id: 'x', title: '', text });
    expect(mentions.map(({ status }) => status)).toEqual(['denied']);
  });

  it('is not read into "not only" and into verbs of saying', () => {
    const text =
      'North Korea has not only shipped shells to Russia but also missiles. It did not say how many.';
    const statuses = analyzer.analyze({ id: 'x', title: '', text }).mentions.map(({ status }) => status);
    expect(statuses).toContain('reported');
  });
});
