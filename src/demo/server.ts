import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { loadDemoData, type DemoData } from './data.ts';
import { feedsFileOf } from './feeds-file.ts';
import { Fortnight } from './fortnight.ts';
import { plainPage } from './pages.ts';
import { buildSite, type Resource, type Site } from './site.ts';
import type { Step } from './stories.ts';

const DEMO_DIR = fileURLToPath(new URL('../../demo', import.meta.url));
/** Below this, gzip saves no packet. */
const GZIP_FROM = 1024;

export interface DemoOptions {
  /** The moment at which the fortnight ends; all dates of the sample are counted back from it. */
  now: Date;
  /** Default: any free one. */
  port?: number;
  /** Folder of the sample's data; default: the one that ships. */
  dir?: string;
}

export interface DemoServer {
  /** "http://127.0.0.1:PORT" */
  origin: string;
  /** Text of a feeds.yaml whose addresses point at the server. */
  feedsYaml: string;
  data: DemoData;
  /** Shows the sources as the first poll finds them, or as the second: items of the last hours, and one corrected. */
  advance(step: Step): void;
  /** How often each path was asked for since the start. */
  requests(): Record<string, number>;
  close(): Promise<void>;
}

/**
 * Plays a fortnight of sources on 127.0.0.1: feeds, article pages, UN documents, robots.txt, and what goes wrong with
 * them. Answers conditional requests with 304, and in gzip where asked. Throws a UsageError for a mistake in the data.
 */
export async function startDemoServer(options: DemoOptions): Promise<DemoServer> {
  const data = loadDemoData(options.dir ?? DEMO_DIR);
  const fortnight = new Fortnight(options.now);
  const counts = new Map<string, number>();
  const sites = new Map<Step, Site>();
  let step: Step = 1;
  const server = createServer((request, response) => {
    const path = decode(request.url ?? '/');
    counts.set(path, (counts.get(path) ?? 0) + 1);
    answer(request, response, sites.get(step)?.get(path) ?? null);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const origin = originOf(server);
  for (const each of [1, 2] as const) sites.set(each, await buildSite(data, each, fortnight, origin));
  return {
    origin,
    feedsYaml: feedsFileOf(data, origin),
    data,
    advance: (to) => {
      step = to;
    },
    requests: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    close: () => stop(server),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, found: Resource | null): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const { status, headers, body, lastModified, tagged } = found ?? NOT_FOUND;
  const etag = tagged ? `"${createHash('sha1').update(body).digest('base64url')}"` : null;
  const all: Record<string, string> = { ...headers, vary: 'accept-encoding' };
  if (etag) all.etag = etag;
  if (lastModified) all['last-modified'] = lastModified.toUTCString();
  if (status === 200 && unchanged(request, etag, lastModified)) {
    response.writeHead(304, all).end();
    return;
  }
  const zipped = body.length >= GZIP_FROM && /\bgzip\b/u.test(String(request.headers['accept-encoding']));
  if (zipped) all['content-encoding'] = 'gzip';
  const bytes = zipped ? gzipSync(body) : body;
  response.writeHead(status, { ...all, 'content-length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** RFC 9110 section 13: an entity tag, where the request names one, decides alone. */
function unchanged(request: IncomingMessage, etag: string | null, lastModified: Date | null): boolean {
  const tags = request.headers['if-none-match'];
  if (tags !== undefined)
    return etag !== null && tags.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag);
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return lastModified !== null && Math.floor(lastModified.getTime() / 1000) * 1000 <= since;
}

const NOT_FOUND: Resource = {
  status: 404,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from(plainPage('Not found', 'There is no such page in the sample.')),
  lastModified: null,
  tagged: false,
};

/** Paths are kept decoded, as the data write them; a query keeps its order. */
function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the demo server has no port');
  return `http://127.0.0.1:${address.port}`;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections(); // clients keep connections open between polls
  await closed;
}
