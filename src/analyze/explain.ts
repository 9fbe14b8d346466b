import type { AnalysisInput, Mention, RecordNote } from '../model.ts';
import type { Analyzer } from './analyze.ts';
import type { NearMiss } from './frames.ts';

/** Near misses beyond this tell a reader nothing more. */
const MAX_MISSES = 12;

/** Says in plain words which rule fired on which words; for a text without mentions, which condition failed. */
export function explain(analyzer: Analyzer, input: AnalysisInput): string {
  const { analysis, misses, subjectFound } = analyzer.explain(input);
  const full = `${input.title}\n${input.text}`;
  const head = `${analysis.id} (${analysis.lang}): ${analysis.relevant ? `${analysis.mentions.length} mention(s)` : 'no mention'}${analysis.alert ? ', alert' : ''}`;
  const lines = [head, ...analysis.mentions.flatMap(describeMention)];
  if (!subjectFound && !analysis.relevant)
    lines.push('  No word of the text names the DPRK, so no rule was tried.');
  else if (!analysis.relevant && misses.length === 0)
    lines.push('  The DPRK is named, but no rule found its words together.');
  if (!analysis.relevant) lines.push(...misses.slice(0, MAX_MISSES).map((miss) => describeMiss(miss, full)));
  return lines.join('\n');
}

const VERDICTS: Readonly<Record<RecordNote['verdict'], string>> = {
  agrees: 'bears it out',
  contradicts: 'contradicts it',
  unknown: 'decides nothing',
};

function describeMention(mention: Mention): string[] {
  const roles = [
    mention.supplier && `from ${mention.supplier}`,
    mention.recipient && `to ${mention.recipient}`,
    mention.facilitator.length > 0 && `facilitated by ${mention.facilitator.join(', ')}`,
    mention.quantity && `quantity ${mention.quantity.text}`,
    mention.eventDate && `on ${mention.eventDate}`,
    mention.sourceActor && `says ${mention.sourceActor}`,
  ].filter(Boolean);
  return [
    `  ${mention.type}, ${mention.status}, ${mention.confidence}${mention.news ? ', news' : ''}: "${mention.quote}"`,
    `    rule ${mention.rule}${roles.length > 0 ? `; ${roles.join('; ')}` : ''}`,
    ...(mention.record
      ? [`    the Council's record ${VERDICTS[mention.record.verdict]}: ${mention.record.why}`]
      : []),
    ...mention.evidence.map((e) => `    ${e.role}: "${e.text}" at ${e.start}`),
  ];
}

function describeMiss(miss: NearMiss, full: string): string {
  const sentence = full.slice(miss.line.start, miss.line.end);
  const shown = sentence.length > 100 ? `${sentence.slice(0, 100)}…` : sentence;
  return `  ${miss.frame.id} almost fired on "${shown}": ${miss.missing}`;
}
