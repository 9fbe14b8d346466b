import Fastify, { type FastifyInstance } from 'fastify';
import type { App } from '../app.ts';
import { eventView, timelineView } from '../timeline.ts';
import { renderEventHtml, renderTimelineHtml } from '../publish/render/timeline.ts';
import { renderNote } from './pages.ts';
import { addArchiveRoutes } from './routes/archive.ts';
import { addReaderRoutes } from './routes/reader.ts';
import { statusPage } from './status-page.ts';

export interface WebServer {
  url: string;
  close(): Promise<void>;
}

const HTML = 'text/html; charset=utf-8';
/** A signed link is longer than the 100 characters that fastify allows. */
const LONGEST_PARAM = 1_000;
const EVERYTHING = { from: null, to: null, categories: null, types: null, asKnownOn: null };
const NO_EVENT = {
  title: 'Not found',
  text: 'There is no such event. Events that turn out to be one are joined; look for it on the timeline.',
};

/** Nothing of ours loads anything from elsewhere; styles and the timeline's small script stand in the page. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Serves the status page, timeline, events, what was sent and the links of mails on HOST:PORT (127.0.0.1 unless told otherwise). */
export async function startWeb(app: App): Promise<WebServer> {
  const server = Fastify({
    logger: false,
    trustProxy: false,
    routerOptions: { maxParamLength: LONGEST_PARAM },
  });
  server.addHook('onSend', async (_request, reply) => void reply.headers(HEADERS));
  addRoutes(server, app);
  const url = await server.listen({ host: app.config.host, port: app.config.port });
  return { url: `${url}/`, close: () => server.close() };
}

function addRoutes(server: FastifyInstance, app: App): void {
  server.get('/', async (_request, reply) => reply.type(HTML).send(await statusPage(app)));
  const base = (): string => app.config.publicUrl ?? server.listeningOrigin;
  server.get('/timeline', async (_request, reply) => {
    const view = await timelineView(app, EVERYTHING);
    return reply.type(HTML).send(renderTimelineHtml({ ...view, publicUrl: base() }));
  });
  server.get<{ Params: { id: string } }>('/events/:id', async ({ params }, reply) => {
    const event = /^\d{1,15}$/u.test(params.id) ? await eventView(app, Number(params.id)) : null;
    if (!event) return reply.code(404).type(HTML).send(renderNote(NO_EVENT));
    const generatedAt = app.clock().toISOString();
    return reply.type(HTML).send(renderEventHtml(event, { generatedAt, publicUrl: base() }));
  });
  addArchiveRoutes(server, app);
  addReaderRoutes(server, app);
  server.get('/health', async () => ({ ok: true, queues: await app.queues.depth() }));
}
