import { z } from 'zod';
import { UsageError } from './errors.ts';

/** The only file that reads the environment (lint holds the rest to it). Documented for people in .env.example. */

const url = (...schemes: string[]) =>
  z.string().refine((value) => schemes.some((s) => value.startsWith(`${s}://`)), {
    message: `must start with ${schemes.map((s) => `${s}://`).join(' or ')}`,
  });
const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
/** "host:port": a bare host would open every port of it. */
const hostPort = z.string().regex(/^[^\s:/]+:\d{1,5}$/u, 'must be host:port, for example localhost:8080');
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const Environment = z.object({
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  REDIS_URL: url('redis', 'rediss').optional(),
  TUMEN_DATA: z.string().min(1).default('data'),
  TUMEN_FEEDS: z.string().min(1).default('feeds.yaml'),
  TUMEN_KEYWORDS: z.string().min(1).optional(),
  TUMEN_SUBSCRIBERS: z.string().min(1).default('subscribers.yaml'),
  TUMEN_CONTACT: z.string().min(3, 'an address or page by which a site owner can reach you').optional(),
  TUMEN_ALLOW_HOSTS: list.pipe(z.array(hostPort)).default([]),
  WORKERS: list.default([]),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(4780),
  PUBLIC_URL: url('http', 'https').optional(),
  SMTP_HOST: z.string().min(1).optional(),
  SMTP_PORT: port.default(587),
  SMTP_SECURE: flag.default(false),
  SMTP_REQUIRE_TLS: flag.default(true),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  MAIL_FROM: z.string().min(3).default('Tumen <tumen@localhost>'),
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_KEY_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  HOST_INTERVAL_MS: z.coerce.number().int().min(0).default(2_000),
  ALERT_GATHER_MS: z.coerce.number().int().min(0).max(45_000).default(30_000),
  SNAPSHOT_DAYS: z.coerce.number().int().min(1).default(3650),
});

export interface SmtpConfig {
  host: string;
  port: number;
  secure: boolean;
  requireTls: boolean;
  user: string | null;
  password: string | null;
  dkim: { domain: string; selector: string; keyFile: string } | null;
}

export interface Config {
  /** PostgreSQL server, or null: PGlite in `dataDir`. */
  databaseUrl: string | null;
  /** Redis for the queues, or null: BullMQ's PostgreSQL backend over the same database. */
  redisUrl: string | null;
  dataDir: string;
  feedsFile: string;
  /** Folder of the keyword files; null: the one that ships with Tumen. */
  keywordsDir: string | null;
  subscribersFile: string;
  contact: string | null;
  /** "host:port" entries that the outgoing guard lets through although they are private. */
  allowHosts: string[];
  /** Stages that this process works on; empty: all. */
  workers: string[];
  host: string;
  port: number;
  publicUrl: string | null;
  mailFrom: string;
  smtp: SmtpConfig | null;
  logLevel: string;
  /** Least time between two requests to one host, by all processes together. */
  hostIntervalMs: number;
  /** While a burst of alerts lasts, its further ones wait this long for each other. */
  alertGatherMs: number;
  snapshotDays: number;
}

/** Reads and checks the settings. Throws one UsageError that lists every mistake with the variable's name. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new UsageError(`the environment has mistakes (see .env.example):\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    dataDir: env.TUMEN_DATA,
    feedsFile: env.TUMEN_FEEDS,
    keywordsDir: env.TUMEN_KEYWORDS ?? null,
    subscribersFile: env.TUMEN_SUBSCRIBERS,
    contact: env.TUMEN_CONTACT ?? null,
    allowHosts: env.TUMEN_ALLOW_HOSTS,
    workers: env.WORKERS,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? null,
    mailFrom: env.MAIL_FROM,
    smtp: smtpOf(env),
    logLevel: env.LOG_LEVEL,
    hostIntervalMs: env.HOST_INTERVAL_MS,
    alertGatherMs: env.ALERT_GATHER_MS,
    snapshotDays: env.SNAPSHOT_DAYS,
  };
}

function smtpOf(env: z.output<typeof Environment>): SmtpConfig | null {
  if (!env.SMTP_HOST) return null;
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: keyFile } = env;
  if ([domain, selector, keyFile].some(Boolean) && !(domain && selector && keyFile)) {
    throw new UsageError('DKIM needs DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE together');
  }
  return {
    host: env.SMTP_HOST,
    port: env.SMTP_PORT,
    secure: env.SMTP_SECURE,
    requireTls: env.SMTP_REQUIRE_TLS,
    user: env.SMTP_USER ?? null,
    password: env.SMTP_PASSWORD ?? null,
    dkim: domain && selector && keyFile ? { domain, selector, keyFile } : null,
  };
}

/** A variable that subscribers.yaml names as ${NAME}; null where it is not set or empty. */
export function environmentValue(name: string): string | null {
  return process.env[name] || null;
}

/** What `tumen parse-feed` takes from the environment: the document's address and its HTTP headers as a JSON object. */
export function feedEnvironment(environment: NodeJS.ProcessEnv = process.env): {
  url?: string;
  headers?: string;
} {
  return { url: environment['FEED_URL'], headers: environment['FEED_HEADERS'] };
}
