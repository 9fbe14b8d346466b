import { describe, expect, test } from 'vitest';
import type { RecordNote } from '../../src/model.ts';
import { renderTimelineHtml, renderTimelineMarkdown } from '../../src/publish/render/timeline.ts';
import { timelineCsv } from '../../src/publish/render/timeline-formats.ts';
import { citationInWords, recordLine } from '../../src/publish/wording/record.ts';
import { readCouncilRecord } from '../../src/un/vote.ts';
import { eventOf, statementOf, timelineOf } from './sample.ts';

function noteOf(row: string, verdict: RecordNote['verdict']): RecordNote {
  const found = readCouncilRecord().rows.find(({ id }) => id === row) ?? expect.fail(`no row ${row}`);
  return { ...found, row, verdict, why: '' };
}

const CONTRADICTED = noteOf('2024-03-28-panel', 'contradicts');
const CITATION = { symbol: 'S/2024/215', page: 12, paragraph: '34' };

describe('what the Council’s record says, in words', () => {
  test('a telling that it contradicts, with the symbols and who voted how', () => {
    expect(recordLine(CONTRADICTED, 'en')).toEqual({
      contradicts: true,
      text: 'Contradicts the Council’s record: S/2024/255, S/PV.9591, SC/15648, 28 March 2024: vote 13-1-1; vetoed: Russia; abstained: China; not adopted',
    });
    expect(recordLine(CONTRADICTED, 'ko')?.text).toMatch(
      /^안보리 기록과 다름: .*거부권 행사: 러시아; 기권: 중국/u,
    );
  });

  test('a true telling, without a vote, and a row that nobody has reviewed', () => {
    expect(recordLine(noteOf('2023-03-17-webcast', 'agrees'), 'en')?.text).toMatch(
      /^Council’s record: .*17 March 2023: no vote; /u,
    );
    const stances = { ...CONTRADICTED.stances, JP: 'for' as const };
    const derived = recordLine({ ...CONTRADICTED, stances, review: 'derived' }, 'en')?.text;
    expect(derived).toMatch(/not yet reviewed$/u);
    expect(derived).not.toContain('Japan');
  });

  test('nothing where the record can tell neither', () => {
    expect(recordLine(noteOf('2024-03-28-panel', 'unknown'), 'en')).toBeNull();
    expect(recordLine(null, 'en')).toBeNull();
  });
});

test('a place in a UN document, as far as it is known', () => {
  expect(citationInWords(CITATION, 'en')).toBe('S/2024/215, p. 12, para. 34');
  expect(citationInWords({ ...CITATION, page: null, paragraph: null }, 'ko')).toBe('S/2024/215');
  expect(citationInWords(CITATION, 'ko')).toBe('S/2024/215, 12쪽, 34항');
  expect(citationInWords(null, 'en')).toBeNull();
});

test('both stand on the timeline', () => {
  const event = eventOf({ statements: [statementOf({ citation: CITATION, record: CONTRADICTED })] });
  const view = timelineOf({ events: [event] });
  for (const page of [renderTimelineHtml(view), renderTimelineMarkdown(view), timelineCsv(view)]) {
    expect(page).toContain('S/2024/215, p. 12, para. 34');
    expect(page).toContain('Contradicts the Council');
  }
});
