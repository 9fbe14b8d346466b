import { Command } from 'commander';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { loadAnalyzer } from '../analyze/load.ts';
import { linkDocuments, type AnalyzedDocument } from '../events/index.ts';
import { documentLine, lineMistake, parseLine } from './document-line.ts';

const KEYWORDS = fileURLToPath(new URL('../../keywords/', import.meta.url));

const lineSchema = documentLine.extend({ outlet: z.string().nullish() });

interface Options {
  jsonl: boolean;
  explain?: boolean;
}

/** `tumen link`: documents on standard input, the events they tell of on standard output; no network, no database. */
export function command(): Command {
  return new Command('link')
    .summary('find which documents tell of the same event')
    .description(
      'Reads documents from standard input, one JSON object a line, finds their mentions and writes for each document, in the same order, its story and the event of each mention. Documents with one story tell of the same event, whatever their outlet and language.',
    )
    .requiredOption(
      '--jsonl',
      'one document a line: {"id","title","text","lang"?,"published"?,"url"?,"outlet"?}',
    )
    .option('--explain', 'add to each line why its main mention joined an event, or founded one')
    .addHelpText(
      'after',
      `
All of the input is read before the first line is written: links do not depend on the order of the documents.
A line that is no document is answered with {"error"}, in its place.

Example:
  tumen link --jsonl < documents.jsonl > stories.jsonl`,
    )
    .action(async (options: Options) => {
      const lines = await answerAll(options.explain ?? false);
      process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    });
}

async function answerAll(explained: boolean): Promise<object[]> {
  const analyzer = loadAnalyzer(KEYWORDS);
  const answers: (AnalyzedDocument | { error: string })[] = [];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line.trim()) continue;
    const document = readLine(line);
    answers.push(
      'error' in document ? document : { document, mentions: analyzer.analyze(document).mentions },
    );
  }
  const links = linkDocuments(answers.filter((answer): answer is AnalyzedDocument => !('error' in answer)));
  let next = 0;
  return answers.map((answer) => {
    if ('error' in answer) return answer;
    const { reasons, ...link } = links[next++] ?? { reasons: [] };
    return explained ? { ...link, reasons } : link;
  });
}

function readLine(line: string): z.output<typeof lineSchema> | { id?: unknown; error: string } {
  try {
    return lineSchema.parse(parseLine(line));
  } catch (error) {
    return { error: lineMistake(error) };
  }
}
