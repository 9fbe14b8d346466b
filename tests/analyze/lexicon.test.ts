import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnalyzer } from '../../src/analyze/analyze.ts';
import { readDocument } from '../../src/analyze/document.ts';
import { possible } from '../../src/analyze/frames.ts';
import { loadLexicon } from '../../src/analyze/lexicon.ts';
import { MENTION_TYPES } from '../../src/taxonomy.ts';

const lexicon = loadLexicon('keywords');
const analyzer = createAnalyzer(lexicon);

describe('every frame does what its examples say', () => {
  for (const frame of lexicon.frames) {
    for (const text of frame.source.yes) {
      it(`${frame.id}: ${text}`, () => {
        const { mentions } = analyzer.analyze({ id: 'x', title: '', text });
        expect(mentions.map((mention) => mention.type)).toContain(frame.type);
      });
    }
    for (const text of frame.source.no) {
      it(`${frame.id}, not: ${text}`, () => {
        const { mentions } = analyzer.analyze({ id: 'x', title: '', text });
        expect(mentions.map((mention) => mention.type)).not.toContain(frame.type);
      });
    }
  }
});

describe('a frame with a date', () => {
  const frame = lexicon.frames.find((one) => one.source.since === '2020-01-01');
  const text = 'Hundreds of North Koreans came to Russia as students.';
  const document = readDocument({ id: 'x', title: '', text }, lexicon, lexicon.concepts.get('KP') ?? -1);
  const holds = (published: string | null): boolean =>
    frame !== undefined && document !== null && possible(frame, document, published);
  it('holds from its day on, and where no day of publication is known', () => {
    expect([holds('2019-12-31'), holds('2020-01-01'), holds(null)]).toEqual([false, true, true]);
  });
});

describe('loadLexicon', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'keywords-'));
    cpSync('keywords', dir, { recursive: true });
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  function withChange(file: string, from: string, to: string): () => unknown {
    const path = join(dir, file);
    const before = readFileSync(path, 'utf8');
    expect(before).toContain(from);
    writeFileSync(path, before.replace(from, to));
    return () => {
      try {
        return loadLexicon(dir);
      } finally {
        writeFileSync(path, before);
      }
    };
  }

  it('describes every mention type and has an example for each', () => {
    expect([...lexicon.kinds.keys()].sort()).toEqual([...MENTION_TYPES].sort());
    for (const type of MENTION_TYPES) {
      expect(lexicon.frames.some((frame) => frame.type === type && frame.source.yes.length > 0)).toBe(true);
    }
  });

  it('names file and line of a term that nothing defines', () => {
    const load = withChange('human_trafficking.yaml', 'trafficked + woman', 'trafficked + womann');
    expect(load).toThrow(/human_trafficking\.yaml:\d+: no term, group or actor is called "womann"/u);
  });

  it('names file and line of a key that it does not know', () => {
    const load = withChange('human_trafficking.yaml', 'confidence: 0.82', 'confidense: 0.82');
    expect(load).toThrow(/human_trafficking\.yaml:\d+: .*confidense/u);
  });

  it('names the line of a term that is defined twice', () => {
    const load = withChange('human_trafficking.yaml', '  woman:', '  arms:\n    en: [x]\n  woman:');
    expect(load).toThrow(/yaml:\d+: the term "arms" is defined twice/u);
  });
});
