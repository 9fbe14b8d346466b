/**
 * The figures of UN documents: `npx tsx bench/un.ts [FOLDER]`. Symbols, false hits in news, speakers of a record set in two
 * columns, a PDF of 60 pages, tellings of the Council's record. FOLDER: meeting records (*.txt, *.pdf) whose votes are printed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { extractPdf } from '../src/extract/pdf.ts';
import { parseMeetingRecord } from '../src/un/meeting-record.ts';
import { findSymbols, formatSymbol, parseSymbol } from '../src/un/symbol.ts';
import { checkClaim, readCouncilRecord } from '../src/un/vote.ts';
import { twoColumnRecord } from '../tests/extract/pdfs.ts';
import { asPdf } from '../tests/un/record-layout.ts';
import { TURNS } from '../tests/un/sample-record.ts';

const CORPUS = new URL('../tests/corpus/', import.meta.url);
const SYMBOLS = new URL('../tests/fixtures/un/symbols.csv', import.meta.url);
const PAGES = 60;
const MEGABYTE = 1_000_000;

function report(what: string, figure: string, wanted: string): void {
  process.stdout.write(`${what.padEnd(56)} ${figure.padEnd(28)} ${wanted}\n`);
}

function symbols(): void {
  const list = readFileSync(SYMBOLS, 'utf8').trim().split('\n').slice(1);
  const good = list.filter((row) => {
    const symbol = parseSymbol(row.split(',')[0] ?? '');
    return symbol !== null && parseSymbol(formatSymbol(symbol))?.key === symbol.key;
  });
  report('symbols parsed, and the same when read back', `${good.length} of ${list.length}`, 'all 240');
}

const passage = z.object({ title: z.string().nullish(), text: z.string() });

/** Sentences of news that name no body, document or vote of the UN: whatever is found in them is no symbol. */
function falseHits(): void {
  const texts = ['dev.jsonl', 'own.jsonl', 'stories.jsonl'].flatMap((name) =>
    linesOf(name).map((line) => passage.parse(JSON.parse(line)).text),
  );
  const sentences = texts
    .flatMap((text) => text.split(/(?<=[.!?。])\s*/u))
    .filter((sentence) => !/\bUN\b|U\.N\.|United Nations|resolution|Council|결의|유엔|안보리|резолюц|ООН|Совбез|决议|安理会|联合国|決議|国連|安保理/iu.test(sentence)); // prettier-ignore
  let news = '';
  // Every round puts other sentences side by side.
  for (let step = 1; news.length < MEGABYTE; step += 2)
    for (let at = 0; at < sentences.length; at += 1)
      news += `${sentences[(at * step) % sentences.length] ?? ''} `;
  const found = findSymbols(news.slice(0, MEGABYTE));
  report('symbols found in 1 MB of news that names none', String(found.length), '0');
}

async function speakers(): Promise<void> {
  const { pages } = await extractPdf(await asPdf());
  const { turns } = parseMeetingRecord((pages ?? []).join('\f'));
  const right = turns.filter((turn, index) => {
    const told = TURNS[index];
    return (
      told?.speaker === turn.speaker && told.stateCode === turn.stateCode && told.language === turn.language
    );
  });
  report(
    'right speakers, a record of full length in two columns',
    `${right.length} of ${TURNS.length} turns`,
    '99 %',
  );
}

/** As the pipeline reads it: a thread that can be killed, in a process of its own for its memory. */
async function longPdf(): Promise<void> {
  const { bytes, paragraphs } = await twoColumnRecord(PAGES, 'columns');
  const file = join(mkdtempSync(join(tmpdir(), 'tumen-bench-')), 'record.pdf');
  writeFileSync(file, bytes);
  const script = `import { readFileSync } from 'node:fs';
    import { createExtractor } from ${JSON.stringify(new URL('../src/extract/pool.ts', import.meta.url).href)};
    const extractor = createExtractor({});
    await extractor.extract(Buffer.from('<p>The thread has started.</p>'));
    const [started, before] = [performance.now(), process.cpuUsage()];
    const { text } = await extractor.extract(readFileSync(process.argv.at(-1)));
    const { user, system } = process.cpuUsage(before);
    const ms = performance.now() - started;
    await extractor.close();
    const mb = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(JSON.stringify({ ms, cpu: (user + system) / 1000, mb, text }));`;
  const child = ['--import', 'tsx', '--input-type=module', '-e', script, file];
  const told = z
    .object({ ms: z.number(), cpu: z.number(), mb: z.number(), text: z.string() })
    .parse(JSON.parse(execFileSync(process.execPath, child, { encoding: 'utf8', maxBuffer: 64 * MEGABYTE })));
  const read = new Set(told.text.split('\n\n'));
  const clean = paragraphs.filter((paragraph) => read.has(paragraph)).length;
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  const time = `${seconds(told.ms)} s (${seconds(told.cpu)} s of CPU)`;
  report(`a two-column PDF of ${PAGES} pages to text`, `${time}, ${Math.round(told.mb)} MB`, '3 s, 400 MB');
  report('paragraphs of it without a flaw', `${clean} of ${paragraphs.length}`, 'all');
}

const telling = z.object({ text: z.string(), lang: z.string(), published: z.string(), verdict: z.string() });

function blames(): void {
  const { rows } = readCouncilRecord();
  const tellings = linesOf('blocking.jsonl').map((line) => telling.parse(JSON.parse(line)));
  const judged = tellings.map((told) => ({ told: told.verdict, ours: checkClaim(told, rows).verdict }));
  const swapped = judged.filter(
    ({ told, ours }) => told !== 'unknown' && ours !== 'unknown' && told !== ours,
  );
  const same = judged.filter(({ told, ours }) => told === ours);
  report(
    'tellings of the record, right and swapped',
    `${same.length} of ${judged.length} judged right`,
    '150 or more',
  );
  report('blames that were swapped', String(swapped.length), '0');
}

function linesOf(name: string): string[] {
  return readFileSync(new URL(name, CORPUS), 'utf8').trim().split('\n');
}

async function votesIn(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((each) => /^S_PV.*\.(?:txt|pdf)$/u.test(each))) {
    const bytes = readFileSync(join(folder, name));
    const pdf = name.endsWith('.pdf') ? await extractPdf(bytes) : null;
    const { votes, turns } = parseMeetingRecord(pdf?.pages?.join('\f') ?? bytes.toString('utf8'));
    report(name, `${votes.length} votes, ${turns.length} turns`, '');
    for (const { kind, draft, tally, against, abstaining, vetoBy, result } of votes)
      process.stdout.write(
        `  ${JSON.stringify({ kind, draft, tally, against, abstaining, vetoBy, result })}\n`,
      );
  }
}

symbols();
falseHits();
await speakers();
await longPdf();
blames();
const folder = process.argv[2];
if (folder !== undefined) await votesIn(folder);
