import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { createAnalyzer, type Analyzer } from '../analyze/analyze.ts';
import { loadAnalyzer } from '../analyze/load.ts';
import { loadLexicon } from '../analyze/lexicon.ts';
import { loadConfig } from '../config.ts';
import { UsageError } from '../errors.ts';
import { compare } from '../keywords/compare.ts';
import { checkExamples } from '../keywords/examples.ts';
import { describe, Tally } from '../keywords/report.ts';
import { languageOf, lexiconWith } from '../keywords/trial.ts';
import { readModel } from '../learn/model.ts';
import type { AnalysisInput, Mention } from '../model.ts';
import { storedTexts } from '../store/stored-texts.ts';
import { MENTION_TYPES, type MentionType } from '../taxonomy.ts';
import { say, showProgress, withApp } from './context.ts';
import { documentLine, lineMistake, parseLine } from './document-line.ts';

const OWN_KEYWORDS = fileURLToPath(new URL('../../keywords', import.meta.url));
const DEFAULT_LIMIT = 20;
const PROGRESS_EVERY = 100;

interface CommonOptions {
  jsonl?: string;
  limit: number;
}

/** `tumen keywords`: what a change of the keyword files would do, before it is made and before it is run over the archive. */
export function command(): Command {
  const keywords = new Command('keywords')
    .summary('try a phrase, check the examples, see what a change would do')
    .description(
      'Shows what a change of the keyword files does to documents that are there already. Writes nothing, alerts nobody.',
    )
    .addHelpText(
      'after',
      `
A change in four steps:
  $ tumen keywords try "~barter … for" --type arms_transfer    what would the phrase find?
  $ \${EDITOR} keywords/sanctions_evasion.yaml                  one line, and an example of it
  $ tumen keywords check                                       do all examples do what they should?
  $ tumen keywords diff                                        what would the archive say now?`,
    );
  return keywords.addCommand(tryCommand()).addCommand(checkCommand()).addCommand(diffCommand());
}

function tryCommand(): Command {
  const trial = new Command('try')
    .summary('show what a phrase would gain and lose')
    .description(
      'Analyses the documents without and with a phrase and lists the mentions that it gains (+) and loses (-). Without --term ' +
        'the phrase stands for the type by itself wherever the text is about the DPRK; with --term it joins that term.',
    )
    .argument(
      '<phrase>',
      'as it would stand in a keyword file: "~hand over", "=arms", "-missile test", "포탄"',
    )
    .addOption(
      new Option('--type <type>', 'the mention type it should find')
        .choices(MENTION_TYPES)
        .makeOptionMandatory(),
    )
    .option('--term <name>', 'the term that it joins (keywords/README.md)');
  return common(trial)
    .addHelpText(
      'after',
      `
Examples:
  $ tumen keywords try "howitzer barrels" --type arms_transfer
  $ tumen keywords try "~smuggle out" --type arms_transfer --term gives --jsonl documents.jsonl
  $ tumen keywords try --type arms_transfer --term arms -- "-missile test"    (a phrase that begins with a hyphen goes last)`,
    )
    .action(async (phrase: string, options: CommonOptions & { type: MentionType; term?: string }) => {
      const dir = keywordsDir();
      const before = loadAnalyzer(dir);
      const after = createAnalyzer(lexiconWith(dir, { phrase, ...options }), readModel(dir));
      const joins = options.term ? `joins the term ${options.term}` : 'stands by itself';
      say(`"${phrase}" (${languageOf(phrase)}) ${joins}, for ${options.type}.`);
      await compareAll(options, dir, (document) => before.analyze(document).mentions, after);
    });
}

function checkCommand(): Command {
  return new Command('check')
    .summary('try every example of the keyword files')
    .description(
      'Reads the keyword files and tries every example in them: under "yes" its type must be found, under "no" it must not. ' +
        'Exit code 1 where one does not do what it should.',
    )
    .addHelpText('after', '\nExample:\n  $ tumen keywords check')
    .action(() => {
      const { tried, broken } = checkExamples(loadLexicon(keywordsDir()));
      for (const { frame, text, wrong } of broken) say(`${frame}: "${text}": ${wrong}`);
      say(`${tried} examples tried, ${broken.length} wrong.`);
      if (broken.length > 0) process.exitCode = 1;
    });
}

function diffCommand(): Command {
  const diff = new Command('diff')
    .summary('show what the keyword files as they are now would change in the archive')
    .description(
      'Analyses the stored documents again and lists what differs from what is stored: mentions gained (+), lost (-) and said ' +
        'otherwise (~). With --against the keyword files of another folder stand for what is stored.',
    )
    .option('--against <folder>', 'keyword files to compare with, instead of what is stored');
  return common(diff)
    .addHelpText(
      'after',
      `
Examples:
  $ tumen keywords diff
  $ tumen keywords diff --against ../release/keywords --jsonl documents.jsonl`,
    )
    .action(async (options: CommonOptions & { against?: string }) => {
      if (options.jsonl !== undefined && options.against === undefined) {
        throw new UsageError(
          '--jsonl has documents but no mentions: say with --against what to compare with',
        );
      }
      const dir = keywordsDir();
      const old = options.against === undefined ? null : loadAnalyzer(options.against);
      const before = (document: AnalysisInput, stored: readonly Mention[]): readonly Mention[] =>
        old ? old.analyze(document).mentions : stored;
      await compareAll(options, dir, before, loadAnalyzer(dir));
    });
}

function common(command: Command): Command {
  return command
    .option(
      '--jsonl <file>',
      'documents of this file, one a line as for tumen analyze, instead of the stored ones',
    )
    .option('--limit <n>', 'documents to list', atLeastOne, DEFAULT_LIMIT);
}

function atLeastOne(text: string): number {
  const number = z.coerce.number().int().min(1).safeParse(text);
  if (!number.success) throw new InvalidArgumentError('give a whole number from 1 on');
  return number.data;
}

function keywordsDir(): string {
  return loadConfig().keywordsDir ?? OWN_KEYWORDS;
}

async function compareAll(
  options: CommonOptions,
  dir: string,
  before: (document: AnalysisInput, stored: readonly Mention[]) => readonly Mention[],
  after: Analyzer,
): Promise<void> {
  const { kinds } = loadLexicon(dir);
  const tally = new Tally((type) => kinds.get(type)?.immediate ?? false);
  await eachDocument(options.jsonl, (document, stored) => {
    const old = before(document, stored);
    const found = after.analyze(document).mentions;
    tally.add(compare(document, old, found), old, found);
    if (tally.documents % PROGRESS_EVERY === 0) showProgress(`${tally.documents} documents`);
  });
  showProgress('');
  if (tally.documents === 0) say('No document is stored yet; --jsonl reads some from a file.');
  for (const line of describe(tally, options.limit)) say(line);
}

async function eachDocument(
  jsonl: string | undefined,
  work: (document: AnalysisInput, stored: readonly Mention[]) => void,
): Promise<void> {
  if (jsonl !== undefined) {
    for await (const document of readDocuments(jsonl)) work(document, []);
    return;
  }
  await withApp('keywords', async ({ database }) => {
    for await (const { document, mentions } of storedTexts(database.db)) work(document, mentions);
  });
}

async function* readDocuments(path: string): AsyncGenerator<AnalysisInput> {
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      number += 1;
      if (line.trim()) yield documentLine.parse(parseLine(line));
    }
  } catch (error) {
    throw new UsageError(`${path}:${number}: ${lineMistake(error)}`);
  }
}
