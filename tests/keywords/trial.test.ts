import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createAnalyzer } from '../../src/analyze/analyze.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';
import { compare } from '../../src/keywords/compare.ts';
import { checkExamples } from '../../src/keywords/examples.ts';
import { describe as reportOf, Tally } from '../../src/keywords/report.ts';
import { languageOf, lexiconWith } from '../../src/keywords/trial.ts';
import type { AnalysisInput } from '../../src/model.ts';

const BARTER: AnalysisInput = {
  id: '1',
  title: 'Pyongyang opens its stores',
  text: 'North Korea shipped zorbles to Russia.',
  published: '2026-03-01',
};
const before = createAnalyzer(loadLexicon('keywords'));

function gainedBy(trial: Parameters<typeof lexiconWith>[1]): string[] {
  const after = createAnalyzer(lexiconWith('keywords', trial));
  const { gained } = compare(BARTER, before.analyze(BARTER).mentions, after.analyze(BARTER).mentions);
  return gained.map((mention) => mention.type);
}

describe('a phrase on trial', () => {
  it('finds its type by itself where the text is about the DPRK', () => {
    expect(before.analyze(BARTER).mentions).toEqual([]);
    expect(gainedBy({ phrase: 'zorble', type: 'coal_mineral_export' })).toEqual(['coal_mineral_export']);
  });

  it('fires the frames of the term that it joins', () => {
    expect(gainedBy({ phrase: 'zorble', type: 'arms_transfer', term: 'arms' })).toEqual(['arms_transfer']);
  });

  it('names the term that was meant', () => {
    expect(() => lexiconWith('keywords', { phrase: 'x', type: 'arms_transfer', term: 'armss' })).toThrow(
      'no keyword file has a term "armss"; did you mean "arms"?',
    );
  });

  it('leaves no copy of the keyword files behind', () => {
    const own = mkdtempSync(join(tmpdir(), 'trial-'));
    vi.stubEnv('TMPDIR', own);
    lexiconWith('keywords', { phrase: 'zorble', type: 'arms_transfer' });
    vi.unstubAllEnvs();
    expect(readdirSync(own)).toEqual([]);
    rmSync(own, { recursive: true });
  });

  it('goes to the list of its language', () => {
    expect(['포탄', 'снаряды', '炮弹', 'ミサイル', '~hand over'].map(languageOf)).toEqual([
      'ko',
      'ru',
      'zh',
      'ja',
      'en',
    ]);
  });
});

describe('what a change gains and loses', () => {
  it('tells new, lost and changed mentions apart, and counts new alerts', () => {
    const after = createAnalyzer(
      lexiconWith('keywords', { phrase: 'zorble', type: 'arms_transfer', term: 'arms' }),
    );
    const [mention] = after.analyze(BARTER).mentions;
    if (!mention) throw new Error('the phrase found nothing');
    const kept = { ...mention, status: 'denied' as const };
    expect(compare(BARTER, [mention], [])).toMatchObject({ gained: [], lost: [mention] });
    expect(compare(BARTER, [mention], [mention])).toMatchObject({ gained: [], lost: [], changed: [] });
    expect(compare(BARTER, [mention], [kept])).toMatchObject({ changed: [{ before: mention, after: kept }] });

    const tally = new Tally((type) => type === 'arms_transfer');
    tally.add(compare(BARTER, [], [mention]), [], [mention]);
    const lines = reportOf(tally, 5).join('\n');
    expect(lines).toContain('1 documents: 1 mentions gained, 0 lost, 0 changed');
    expect(lines).toContain('nobody is alerted');
    expect(lines).toContain('2026-03-01  Pyongyang opens its stores');
    expect(lines).toMatch(/\+ arms_transfer, reported KP to RU.*"North Korea shipped zorbles to Russia"/u);
    expect(lines).toContain('arms "zorbles"');
  });
});

describe('the examples of the keyword files', () => {
  it('all do what they should', () => {
    const { tried, broken } = checkExamples(loadLexicon('keywords'));
    expect(tried).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

  it('are reported where they do not', () => {
    const lexicon = loadLexicon('keywords');
    const [frame] = lexicon.frames;
    if (!frame) throw new Error('no frames');
    const wrong = { ...frame, source: { ...frame.source, yes: ['The weather is fine.'], no: [] } };
    expect(checkExamples({ ...lexicon, frames: [wrong] }).broken).toEqual([
      { frame: frame.id, text: 'The weather is fine.', wrong: `no ${frame.type} is found in it` },
    ]);
  });
});
