/** What Tumen needs and whether it is there: each check says what was found and, where it fails, what to do. */
import { existsSync } from 'node:fs';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { readKeywords, type Keywords } from './app.ts';
import { mailRefusal } from './channels/email.ts';
import { senderOf } from './channels/index.ts';
import { problemsOf } from './channels/posts.ts';
import { environmentValue, type Config } from './config.ts';
import { messageOf } from './errors.ts';
import { readSubscribers } from './publish/subscribers.ts';
import { createQueues } from './queue/bullmq.ts';
import { chosenStages } from './run.ts';
import { loadCatalog } from './sources/index.ts';
import { openDatabase } from './store/database.ts';
import { countFailedDocuments } from './store/documents.ts';

export interface Finding {
  name: string;
  state: 'ok' | 'note' | 'fails';
  detail: string;
}

const CONNECT_MS = 5_000;
const LEAST_FREE_BYTES = 1e9;

/** Runs every check; none stops the others. */
export async function examine(config: Config, now: Date): Promise<Finding[]> {
  return Promise.all([
    check('feeds', async () => feedsLine(config)),
    check('keywords', async () => keywordsLine(readKeywords(config.keywordsDir))),
    check('subscribers', async () => subscribersLine(config)),
    check('data folder', () => folderLine(config)),
    check('database and queues', () => storeLine(config, now)),
    check('mail', () => mailLine(config)),
    check('stages', async () => `this process works on ${chosenStages(config.workers).join(', ')}`),
    check('contact', async () => contactLine(config)),
  ]);
}

type Line = string | { state: Finding['state']; detail: string };

async function check(name: string, run: () => Promise<Line>): Promise<Finding> {
  try {
    const line = await run();
    return typeof line === 'string' ? { name, state: 'ok', detail: line } : { name, ...line };
  } catch (error) {
    return { name, state: 'fails', detail: messageOf(error) };
  }
}

function feedsLine(config: Config): Line {
  const { feeds } = loadCatalog(config.feedsFile);
  return `${feeds.filter((feed) => feed.enabled).length} of ${feeds.length} sources are on (${config.feedsFile})`;
}

function keywordsLine({ lexicon, revision }: Keywords): Line {
  return `${lexicon.kinds.size} mention types, revision ${revision}`;
}

function subscribersLine(config: Config): Line {
  if (!existsSync(config.subscribersFile)) {
    return {
      state: 'note',
      detail: `no ${config.subscribersFile}: nobody is sent anything; copy subscribers.example.yaml`,
    };
  }
  const subscribers = readSubscribers(config.subscribersFile);
  const detail = `${subscribers.length} in ${config.subscribersFile}`;
  const problems = subscribers.flatMap(({ channels }) =>
    channels.flatMap((address) => problemsOf(address, environmentValue)),
  );
  if (problems.length === 0) return detail;
  return {
    state: 'fails',
    detail: `${detail}; ${problems.length} channels cannot be used: tumen subscribers check`,
  };
}

async function folderLine(config: Config): Promise<Line> {
  await mkdir(config.dataDir, { recursive: true });
  await access(config.dataDir, constants.W_OK);
  const { bavail, bsize } = await statfs(config.dataDir);
  const free = bavail * bsize;
  const detail = `${config.dataDir} is writable, ${(free / 1e9).toFixed(1)} GB free`;
  return free < LEAST_FREE_BYTES
    ? { state: 'fails', detail: `${detail}: make room, snapshots and the database grow` }
    : detail;
}

async function storeLine(config: Config, now: Date): Promise<Line> {
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    now,
    command: 'tumen doctor',
  });
  try {
    if (config.redisUrl) await reach(config.redisUrl, 'REDIS_URL');
    const queues = await createQueues(
      config.redisUrl ? { redisUrl: config.redisUrl } : { pool: database.queuePool },
    );
    const depth = Object.entries(await queues.depth()).filter(([, jobs]) => jobs > 0);
    await queues.close();
    const failed = await countFailedDocuments(database.db);
    const where =
      database.kind === 'server'
        ? 'PostgreSQL server'
        : `PGlite, ${database.kind === 'guest' ? `held by process ${database.holder?.pid}` : 'free'}`;
    const waiting = depth.map(([stage, jobs]) => `${stage} ${jobs}`).join(', ') || 'nothing waits';
    const line = `${where}; queues on ${config.redisUrl ? 'Redis' : 'the same database'}: ${waiting}`;
    if (failed === 0) return line;
    return {
      state: 'note',
      detail: `${line}; ${failed} documents could not be analysed (document.last_error says why)`,
    };
  } finally {
    await database.close();
  }
}

async function mailLine(config: Config): Promise<Line> {
  if (!config.smtp)
    return { state: 'note', detail: `no SMTP_HOST: mails are written to ${config.dataDir}/outbox` };
  const { host, port } = config.smtp;
  const from = senderOf(config.mailFrom);
  const refusal = await mailRefusal({ ...config.smtp, from });
  if (refusal)
    return {
      state: 'fails',
      detail: `${host}:${port} takes no mail from us: ${refusal} (SMTP_HOST, SMTP_PORT, SMTP_SECURE, SMTP_REQUIRE_TLS, SMTP_USER)`,
    };
  if (from.address.endsWith('@localhost'))
    return {
      state: 'fails',
      detail: `MAIL_FROM is ${from.address}: give the address that mail is to come from`,
    };
  return `${host}:${port} takes mail from ${from.address}`;
}

function contactLine(config: Config): Line {
  if (config.contact) return config.contact;
  return {
    state: 'note',
    detail: 'TUMEN_CONTACT is not set: site owners cannot reach you, and many refuse such clients',
  };
}

/** Whether something listens there. Throws an error that names the setting. */
async function reach(address: string, setting: string): Promise<void> {
  const { hostname, port } = new URL(address);
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port || 6379), timeout: CONNECT_MS });
    const fail = (why: string) => {
      socket.destroy();
      reject(new Error(`${setting}: ${hostname}:${port} cannot be reached (${why})`));
    };
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => fail('no answer'));
    socket.once('error', (error) => fail(messageOf(error)));
  });
}
