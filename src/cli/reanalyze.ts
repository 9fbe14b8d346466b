import { Command } from 'commander';
import type { MentionChange } from '../mention-changes.ts';
import type { Mention } from '../model.ts';
import type { TypeTraits } from '../store/event-views.ts';
import { reanalyze, type DocumentChanges, type ReanalyzeOptions } from '../reanalyze.ts';
import type { MentionType } from '../taxonomy.ts';
import { say, showProgress, withApp } from './context.ts';

interface Options extends ReanalyzeOptions {
  jsonl: boolean;
}

type TraitsOf = (type: MentionType) => TypeTraits;

export function command(): Command {
  return new Command('reanalyze')
    .description(
      'Runs the present keywords and rules over all documents in the store, without network, and lists the mentions that are gained, lost or changed. Changes nothing unless --apply is given; what is applied never alerts, enters no digest, and keeps the verdicts of readers.',
    )
    .option('--apply', 'store what was found; stopped at any point, the next run goes on from there', false)
    .option('--extract', 'read the texts anew from the snapshots first', false)
    .option('--restart', 'from the first document on, though an earlier run was stopped on its way', false)
    .option('--jsonl', 'one JSON object a changed document', false)
    .addHelpText(
      'after',
      '\nExamples:\n  tumen reanalyze            # what would change\n  tumen reanalyze --apply    # change it',
    )
    .action((options: Options) => withApp('reanalyze', (app) => run(app, options)));
}

async function run(app: Parameters<typeof reanalyze>[0], options: Options): Promise<void> {
  const started = performance.now();
  const tally = new Map<string, number>();
  let looked = 0;
  for await (const { done, total, resumed, changed } of reanalyze(app, options)) {
    if (resumed && looked === 0) process.stderr.write('Going on where the last run was stopped.\n');
    looked = done;
    for (const document of changed) {
      say(
        options.jsonl ? jsonLine(document, app.keywords.traitsOf) : linesOf(document, app.keywords.traitsOf),
      );
      for (const change of document.changes) count(tally, change);
    }
    const rate = (done / (performance.now() - started)) * 1_000;
    showProgress(
      `  ${done} of ${total} documents, ${rate.toFixed(0)}/s, about ${Math.ceil((total - done) / rate)} s left`,
    );
  }
  showProgress('');
  const seconds = (performance.now() - started) / 1_000;
  process.stderr.write(summary(looked, seconds, tally, options));
}

function count(tally: Map<string, number>, change: MentionChange): void {
  const type = change.kind === 'lost' ? change.before.type : change.after.type;
  const key = `${type} ${change.kind}`;
  tally.set(key, (tally.get(key) ?? 0) + 1);
}

function summary(
  looked: number,
  seconds: number,
  tally: ReadonlyMap<string, number>,
  { apply }: Options,
): string {
  const rows = [...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, n]) => `  ${key}: ${n}\n`);
  const rate = (looked / Math.max(seconds, 0.001)).toFixed(0);
  const what =
    rows.length === 0
      ? 'Nothing is different.\n'
      : `${rows.join('')}${apply ? 'Stored.' : 'Nothing was changed; --apply stores it.'}\n`;
  return `${looked} documents in ${seconds.toFixed(1)} s (${rate}/s).\n${what}`;
}

const SIGNS = { gained: '+', lost: '-', changed: '~' } as const;

function linesOf(
  { documentId, outlet, published, title, changes }: DocumentChanges,
  traitsOf: TraitsOf,
): string {
  const guarded = changes.some((change) => traitsOf(mentionOf(change).type).sensitive);
  const heading = `document ${documentId}, ${outlet}, ${published?.slice(0, 10) ?? 'undated'}: ${guarded ? 'title withheld' : plain(title)}`;
  return [heading, ...changes.map((change) => `  ${SIGNS[change.kind]} ${lineOf(change, guarded)}`)].join(
    '\n',
  );
}

function lineOf(change: MentionChange, guarded: boolean): string {
  const mention = mentionOf(change);
  const quote = guarded ? 'quote withheld' : `“${plain(mention.quote)}”`;
  const what = `${mention.type}, ${mention.status}, ${mention.rule}: ${quote}`;
  if (change.kind !== 'changed') return what;
  const { before, after, fields } = change;
  const shown = fields.filter((field) => !guarded || !['quote', 'names'].includes(field));
  return `${what}; ${shown.map((field) => `${field} ${wordOf(before[field])} → ${wordOf(after[field])}`).join(', ')}`;
}

function mentionOf(change: MentionChange): Mention {
  return change.kind === 'lost' ? change.before : change.after;
}

/** For programs: the same, and quotes of types that could give away persons are null. */
function jsonLine(document: DocumentChanges, traitsOf: TraitsOf): string {
  const guard = (mention: Mention): object =>
    traitsOf(mention.type).sensitive ? { ...mention, quote: null, names: [], evidence: [] } : mention;
  const guarded = document.changes.some((change) => traitsOf(mentionOf(change).type).sensitive);
  const changes = document.changes.map((change) => ({
    ...change,
    ...('before' in change ? { before: guard(change.before) } : {}),
    ...('after' in change ? { after: guard(change.after) } : {}),
  }));
  return JSON.stringify({ ...document, title: guarded ? null : document.title, changes });
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? plain(value) : (JSON.stringify(value ?? null) ?? '');
}

/** On one line, without control characters: a title may hold what a terminal obeys. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, 200);
}
