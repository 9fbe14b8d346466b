/** What every stage works with: put together once, closed in reverse order. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { createAnalyzer, type Analyzer } from './analyze/analyze.ts';
import { loadLexicon, type Lexicon } from './analyze/lexicon.ts';
import { createChannels, type Channels } from './channels/index.ts';
import type { Config } from './config.ts';
import { loadDuties } from './duties.ts';
import { createExtractor, type Extractor } from './extract/index.ts';
import { createHttpClient, type HttpClient } from './http/index.ts';
import { MODEL_FILE, readModel, type Model } from './learn/model.ts';
import type { Logger } from './log.ts';
import { loadTopics, type TopicFinder } from './related.ts';
import { followSubscribers } from './publish/follow-subscribers.ts';
import type { Subscriber } from './publish/subscribers.ts';
import { createQueues, type Queues } from './queue/bullmq.ts';
import { loadCatalog, type Catalog } from './sources/catalog.ts';
import { readCouncilRecord, type CouncilRecord } from './un/vote.ts';
import { openDatabase, type Database } from './store/database.ts';
import type { TypeTraits } from './store/event-views.ts';
import { StoredPace } from './store/pace.ts';
import { SnapshotFiles } from './store/snapshots.ts';
import { createLinkSigner, type LinkSigner } from './web/signed-link.ts';
import { CATEGORIES, categoryOf, type MentionType } from './taxonomy.ts';
import { VERSION } from './version.ts';

const OWN_KEYWORDS = fileURLToPath(new URL('../keywords', import.meta.url));

/** The keyword files with what they are called: mentions keep the revision that found them. */
export interface Keywords {
  lexicon: Lexicon;
  model: Model | null;
  /** Changes with every change of a keyword file or of the model. */
  revision: string;
  traitsOf: (type: MentionType) => TypeTraits;
  topicOf: TopicFinder;
}

export interface App {
  config: Config;
  log: Logger;
  clock: () => Date;
  database: Database;
  queues: Queues;
  http: HttpClient;
  catalog: Catalog;
  keywords: Keywords;
  analyzer: Analyzer;
  /** The curated record; what documents add to it is in the store. */
  councilRecord: CouncilRecord;
  extractor: Extractor;
  snapshots: SnapshotFiles;
  channels: Channels;
  links: LinkSigner;
  /** Those of subscribers.yaml, which is read again when it changes. */
  readonly subscribers: readonly Subscriber[];
  close(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Logger;
  /** What the folder's lock calls this process. */
  command: string;
  clock?: () => Date;
}

/** Opens everything. Throws UsageError for what an operator can mend, before anything is changed. */
export async function openApp({ config, log, command, clock = () => new Date() }: AppOptions): Promise<App> {
  const catalog = loadCatalog(config.feedsFile);
  const keywords = readKeywords(config.keywordsDir);
  const subscribers = followSubscribers(config.subscribersFile, ({ mistake, subscribers: n }) => {
    if (mistake)
      log.error(
        { mistake, inForce: n },
        'subscribers.yaml has a mistake; what was read before stays in force',
      );
    else log.info({ subscribers: n }, 'subscribers.yaml has changed and is in force');
  });
  let links: LinkSigner | null = null; // needs the database; no mail is made before it is there
  const { publicUrl } = config;
  const channels = createChannels(config, {
    unsubscribeUrl: ({ id }) =>
      publicUrl && links ? links.urlOf(publicUrl, { do: 'unsubscribe', subscriber: id }) : null,
  });
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    now: clock(),
    command,
  });
  links = await createLinkSigner(database.db);
  const queues = await createQueues(
    config.redisUrl ? { redisUrl: config.redisUrl } : { pool: database.queuePool },
  );
  const http = createHttpClient({
    version: VERSION,
    contact: config.contact,
    allowHosts: config.allowHosts,
    pace: new StoredPace(database.db),
    minIntervalMs: config.hostIntervalMs,
    now: clock,
  });
  const extractor = createExtractor();
  return {
    config,
    log,
    clock,
    database,
    queues,
    http,
    catalog,
    keywords,
    analyzer: createAnalyzer(keywords.lexicon, keywords.model),
    councilRecord: readCouncilRecord(),
    extractor,
    snapshots: new SnapshotFiles(config.dataDir),
    channels,
    links,
    get subscribers() {
      return subscribers();
    },
    close: async () => {
      await queues.close();
      await extractor.close();
      await http.close();
      await channels.close();
      await database.close();
    },
  };
}

/** Loads a folder of keyword files; null is the one that ships with Tumen. */
export function readKeywords(dir: string | null): Keywords {
  const folder = dir ?? OWN_KEYWORDS;
  const lexicon = loadLexicon(folder);
  const duties = loadDuties(folder);
  return {
    lexicon,
    model: readModel(folder),
    revision: revisionOf(folder),
    traitsOf: (type) => ({
      immediate: lexicon.kinds.get(type)?.immediate ?? false,
      sensitive: CATEGORIES[categoryOf(type)].victims,
      duties: duties[type],
    }),
    topicOf: loadTopics(folder),
  };
}

function revisionOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.yaml') || each === MODEL_FILE)
    .sort()) {
    hash
      .update(name)
      .update('\u0000')
      .update(readFileSync(join(folder, name)))
      .update('\u0000');
  }
  return hash.digest('hex').slice(0, 12);
}
