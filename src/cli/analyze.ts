import { Command } from 'commander';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Analyzer } from '../analyze/analyze.ts';
import { explain } from '../analyze/explain.ts';
import { loadAnalyzer } from '../analyze/load.ts';
import type { AnalysisInput } from '../model.ts';
import { readCouncilRecord, tellingsNoted } from '../un/vote.ts';
import { documentLine, lineMistake, parseLine } from './document-line.ts';

const KEYWORDS = fileURLToPath(new URL('../../keywords/', import.meta.url));

/** `tumen analyze`: documents on standard input, mentions on standard output; needs neither network nor database. */
export function command(): Command {
  return new Command('analyze')
    .summary('find mentions in documents on standard input')
    .description(
      'Reads documents from standard input and writes the mentions found in them to standard output.',
    )
    .option('--jsonl', 'one document a line: {"id","title","text","lang"?,"published"?,"url"?}')
    .option(
      '--explain',
      'say in plain words which rule fired on which words, and what kept others from firing',
    )
    .option('--published <date>', 'date of publication of a plain text (ISO)')
    .option('--keywords <folder>', 'keyword files', KEYWORDS)
    .addHelpText(
      'after',
      `
Examples:
  echo "North Korea shipped shells to Russia, Seoul says." | tumen analyze --explain
  tumen analyze --jsonl < documents.jsonl > mentions.jsonl

Without --jsonl all of standard input is one document; its first line is the title.
Offsets count UTF-16 code units into title + "\\n" + text.`,
    )
    .action(async (options: { jsonl?: boolean; explain?: boolean; published?: string; keywords: string }) => {
      const analyzer = withRecord(loadAnalyzer(options.keywords));
      if (options.jsonl) await analyzeLines(analyzer, options.explain ?? false);
      else await analyzeText(analyzer, options.explain ?? false, options.published ?? null);
    });
}

async function analyzeLines(analyzer: Analyzer, explained: boolean): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim()) await write(answerLine(analyzer, line, explained));
  }
}

/** One line in, one line out: a line that is no document is answered with an error, so a batch never stops half-way. */
function answerLine(analyzer: Analyzer, line: string, explained: boolean): string {
  let id: string | undefined;
  try {
    const value = parseLine(line);
    if (typeof value === 'object' && value !== null && 'id' in value) {
      if (typeof value.id === 'string' || typeof value.id === 'number') id = String(value.id);
    }
    const input: AnalysisInput = documentLine.parse(value);
    return explained ? explain(analyzer, input) : JSON.stringify(analyzer.analyze(input));
  } catch (error) {
    const message = lineMistake(error);
    return JSON.stringify(id === undefined ? { error: message } : { id, error: message });
  }
}

async function analyzeText(analyzer: Analyzer, explained: boolean, published: string | null): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer)); // no encoding is set: chunks are bytes
  const [title = '', ...rest] = Buffer.concat(chunks).toString('utf8').split('\n');
  const input: AnalysisInput = { id: 'stdin', title, text: rest.join('\n'), published };
  await write(explained ? explain(analyzer, input) : JSON.stringify(analyzer.analyze(input), null, 2));
}

/** With what the Council's record says of tellings of it. */
function withRecord(analyzer: Analyzer): Analyzer {
  const record = readCouncilRecord();
  return {
    analyze: (input) => tellingsNoted(analyzer.analyze(input), input, record),
    explain(input) {
      const explained = analyzer.explain(input);
      return { ...explained, analysis: tellingsNoted(explained.analysis, input, record) };
    },
  };
}

/** Waits where the reader is slower than we are, so a large batch does not pile up in memory. */
async function write(line: string): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
