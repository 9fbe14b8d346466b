import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { linkDocuments, mainMention, type DocumentLinks } from '../../src/events/index.ts';
import { analyzed, readGold, scoreStories, seeded } from './gold.ts';
import { mention } from './make.ts';

/** Figures that must not fall, over labelled mentions: what linking reaches where analysis is right. */
describe.each([
  ['dev', { precision: 0.96, f1: 0.95, recallOfShared: 0.87 }],
  ['stories', { precision: 0.98, f1: 0.97, recallOfShared: 0.95 }],
])('%s', (name, floor) => {
  const gold = readGold(`tests/corpus/${name}.jsonl`);
  const links = linkDocuments(gold.map(analyzed));

  test('stories are found and kept apart', () => {
    const score = scoreStories(gold, links);
    expect(score.precision).toBeGreaterThanOrEqual(floor.precision);
    expect(score.f1).toBeGreaterThanOrEqual(floor.f1);
    expect(score.recallOfShared).toBeGreaterThanOrEqual(floor.recallOfShared);
  });

  test('the order of the input changes nothing', () => {
    const random = seeded(7);
    const shuffled = gold
      .map((line) => ({ line, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ line }) => line);
    const byId = (all: readonly DocumentLinks[]): DocumentLinks[] =>
      all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(linkDocuments(shuffled.map(analyzed)))).toEqual(byId(links));
  });
});

describe('what a document is mainly about', () => {
  test('news before history, whichever is first', () => {
    const history = mention('repatriation', { start: 0, news: false });
    const news = mention('detention', { start: 90 });
    expect(mainMention([history, news])).toBe(news);
    expect(mainMention([history])).toBe(history);
    expect(mainMention([])).toBeNull();
  });

  test('what is said first, unless analysis is far less sure of it', () => {
    const doubtful = mention('trafficking', { start: 0, confidence: 0.4 });
    const sure = mention('detention', { start: 30, confidence: 0.9 });
    const later = mention('repatriation', { start: 60, confidence: 0.95 });
    expect(mainMention([later, doubtful, sure])).toBe(sure);
  });
});

describe('tumen link', () => {
  const run = (input: string, ...options: string[]) =>
    spawnSync(process.execPath, ['bin/tumen', 'link', ...options], { input, encoding: 'utf8' });
  const line = (id: string, published: string, text: string): string =>
    JSON.stringify({ id, title: '', text, published });

  test('documents in, stories out, in the same order; a bad line is answered in its place', () => {
    const input = [
      line(
        'b',
        '2024-02-27',
        'South Korea says North Korea has shipped about 6,700 containers of shells to Russia.',
      ),
      '{"title":"no id"}',
      line('none', '2024-02-27', 'The weather in Busan was fine.'),
      line('a', '2024-02-26', '북한이 러시아에 포탄을 실은 컨테이너 6700여개를 보냈다고 국방부가 밝혔다.'),
    ].join('\n');
    const { stdout, status } = run(input, '--jsonl');
    const answers = stdout
      .trim()
      .split('\n')
      .map((answer) => JSON.parse(answer) as Record<string, unknown>);
    expect(status).toBe(0);
    expect(answers.map((answer) => answer['id'])).toEqual(['b', undefined, 'none', 'a']);
    expect(answers[1]).toHaveProperty('error');
    expect(answers[2]).toEqual({ id: 'none', story: 'd-none', events: [] });
    expect(answers[0]?.['story']).toBe(answers[3]?.['story']);
    expect(answers[0]?.['events']).toEqual([{ event: answers[0]?.['story'], type: 'arms_transfer' }]);
  });

  test('says why', () => {
    const { stdout } = run(
      line('a', '2024-02-26', 'North Korea shipped shells to Russia, Seoul says.'),
      '--jsonl',
      '--explain',
    );
    expect(JSON.parse(stdout)).toHaveProperty('reasons');
  });

  test('needs to be told the form of its input', () => {
    expect(run('').status).toBe(2);
  });
});
