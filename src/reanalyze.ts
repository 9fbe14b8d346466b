/** Retro-hunt: the present rules over the archive, without network. */
import { z } from 'zod';
import { analysisOf } from './analysis-of.ts';
import type { App } from './app.ts';
import { detectLanguage } from './extract/index.ts';
import { mentionChanges, type MentionChange } from './mention-changes.ts';
import type { Analysis, Extracted } from './model.ts';
import { originOf } from './origin-of.ts';
import { feedTextOf, judgePage, pageStarts } from './reading.ts';
import type { Trx } from './store/database.ts';
import { addDocument, documentById, markLinked, storeAnalysis, type NewDocument } from './store/documents.ts';
import { linkMentions, lockLinking } from './store/events.ts';
import {
  archivedDocuments,
  archiveSpan,
  markAnalyzed,
  moveMeeting,
  noteOwnWithdrawal,
  type ArchivedDocument,
} from './store/reanalysis.ts';
import { storeRelated } from './store/related.ts';
import { readSetting, writeSetting } from './store/settings.ts';
import type { SnapshotRow } from './store/tables.ts';

export interface ReanalyzeOptions {
  /** Stores what was found; else nothing is changed. */
  apply: boolean;
  /** Reads the text anew from the snapshots before it is analysed. */
  extract: boolean;
  /** From the first document on, though an earlier run with the same rules was stopped on its way. */
  restart: boolean;
}

/** What a document has more, less or otherwise by the present rules. */
export interface DocumentChanges {
  documentId: number;
  outlet: string;
  title: string;
  url: string | null;
  published: string | null;
  changes: MentionChange[];
}

export interface ReanalyzeProgress {
  done: number;
  total: number;
  /** Where an earlier run stopped: these documents are not looked at again. */
  resumed: boolean;
  changed: DocumentChanges[];
}

const BATCH = 50;
const SETTING = 'reanalysis';
const cursorSchema = z.object({
  rules: z.string(),
  extract: z.boolean(),
  after: z.number(),
  upTo: z.number(),
});
type Cursor = z.output<typeof cursorSchema>;

interface Outcome {
  archived: ArchivedDocument;
  /** The text read anew, where it is another. */
  reading: NewDocument | null;
  analysis: Analysis;
  changes: MentionChange[];
}

/**
 * Looks at every current document again, a batch at a time, and tells what is different before it is stored. What is stored
 * is history: it never alerts, enters no digest, and leaves what readers said of events alone. A run that applies can be
 * killed at any point: the next one goes on behind the last batch that was stored.
 */
export async function* reanalyze(app: App, options: ReanalyzeOptions): AsyncGenerator<ReanalyzeProgress> {
  const { cursor, resumed, total } = await openRun(app, options);
  let { after } = cursor;
  let done = 0;
  for (;;) {
    const batch = await archivedDocuments(app.database.db, after, cursor.upTo, BATCH);
    if (batch.length === 0) break;
    const outcomes: Outcome[] = [];
    for (const archived of batch) outcomes.push(await lookAgain(archived, options, app));
    done += batch.length;
    after = batch.at(-1)?.document.id ?? after;
    yield {
      done,
      total,
      resumed,
      changed: outcomes.filter(({ changes }) => changes.length > 0).map(summaryOf),
    };
    if (options.apply) await applyBatch(outcomes, { ...cursor, after }, app);
  }
  if (options.apply) await writeSetting(app.database.db, SETTING, null);
}

async function openRun(app: App, { apply, extract, restart }: ReanalyzeOptions) {
  const { db } = app.database;
  const stored = cursorSchema.safeParse(await readSetting(db, SETTING));
  const rules = app.keywords.revision;
  const known = stored.success && stored.data.rules === rules && stored.data.extract === extract;
  const resumed = apply && !restart && known;
  const from = resumed ? stored.data.after : 0;
  const { upTo, documents } = await archiveSpan(db, from);
  const cursor: Cursor = { rules, extract, after: from, upTo: resumed ? stored.data.upTo : upTo };
  return { cursor, resumed, total: documents };
}

async function lookAgain(
  archived: ArchivedDocument,
  { extract }: ReanalyzeOptions,
  app: App,
): Promise<Outcome> {
  const reading = extract ? await readAgain(archived, app) : null;
  const document = reading
    ? {
        ...archived.document,
        ...reading,
        pages: reading.pageStarts,
        published_day: archived.document.published_day,
      }
    : archived.document;
  const analysis = await analysisOf(document, archived.item, app);
  return { archived, reading, analysis, changes: mentionChanges(archived.mentions, analysis.mentions) };
}

/** The text of a snapshot by the present extraction; null where there is none, it is no article, or its words are the same. */
async function readAgain(
  { document, item, snapshot }: ArchivedDocument,
  app: App,
): Promise<NewDocument | null> {
  if (!snapshot) return null;
  const page = await extractedFrom(snapshot, app).catch(() => null); // lost or damaged: the text that was read from it stands
  if (!page || judgePage(page, feedTextOf(item)).kind !== 'page') return null;
  const title = item.title || page.title || '';
  if (title === document.title && page.text === document.text) return null;
  return {
    itemId: item.id,
    itemVersion: document.item_version,
    snapshotId: snapshot.id,
    source: page.pages ? 'pdf' : 'page',
    title,
    byline: page.byline,
    text: page.text,
    lang: detectLanguage(`${title}\n${page.text.slice(0, 2_000)}`, item.lang ?? page.lang) ?? 'und',
    published: item.published ?? page.published ?? document.published ?? document.published_day,
    publishedFrom: item.published ? 'feed' : (page.publishedFrom ?? document.published_from),
    canonicalUrl: page.canonical,
    symbol: item.symbol,
    flags: page.flags,
    pageStarts: page.pages ? pageStarts(page.text, page.pages) : null,
  };
}

async function extractedFrom(snapshot: SnapshotRow, app: App): Promise<Extracted> {
  const bytes = await app.snapshots.read(snapshot.sha256);
  return app.extractor.extract(bytes, {
    url: snapshot.final_url,
    contentType: snapshot.headers['content-type'],
  });
}

/** Changes of a batch and the place to go on from commit together. */
async function applyBatch(outcomes: readonly Outcome[], cursor: Cursor, app: App): Promise<void> {
  await app.database.transaction(async (trx) => {
    await lockLinking(trx);
    for (const outcome of outcomes)
      if (outcome.reading || outcome.changes.length > 0) await applyOutcome(trx, outcome, app);
    const same = outcomes.filter(({ reading, changes }) => !reading && changes.length === 0);
    await markAnalyzed(
      trx,
      same.map(({ archived }) => archived.document.id),
      cursor.rules,
    );
    await writeSetting(trx, SETTING, cursor);
  });
}

async function applyOutcome(trx: Trx, { archived, reading, analysis }: Outcome, app: App): Promise<void> {
  const now = app.clock();
  const { item } = archived;
  const old = await documentById(trx, archived.document.id);
  if (!old?.current) return; // edited meanwhile: the pipeline has its newer text
  const added = reading ? await addDocument(trx, reading, now) : null;
  if (added !== null) await moveMeeting(trx, old.id, added);
  const document = added === null ? old : ((await documentById(trx, added)) ?? old);
  await storeAnalysis(trx, document.id, analysis, app.keywords.revision, true, now);
  if (analysis.relevant)
    await storeRelated(trx, { itemId: item.id, documentId: document.id, topic: null }, now);
  await linkMentions(trx, {
    document,
    item,
    mentions: analysis.mentions,
    origin: 'backfill', // found late is not new
    originDocument: await originOf(trx, document),
    mayAlert: () => false,
    now,
  });
  await noteOwnWithdrawal(trx, item.id, now.toISOString());
  await markLinked(trx, document.id, now);
}

function summaryOf({ archived, changes }: Outcome): DocumentChanges {
  const { document, item } = archived;
  return {
    documentId: document.id,
    outlet: item.outlet,
    title: document.title,
    url: item.url,
    published: document.published ?? document.published_day,
    changes,
  };
}
