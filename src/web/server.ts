import Fastify, { type FastifyInstance } from 'fastify';
import type { App } from '../app.ts';
import { digestHtml } from '../store/digests.ts';
import { timelineView } from '../timeline.ts';
import { renderTimelineHtml } from '../publish/render/timeline.ts';
import { statusPage } from './status-page.ts';

export interface WebServer {
  url: string;
  close(): Promise<void>;
}

/** Nothing of ours loads anything from elsewhere; styles and the timeline's small script stand in the page. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Serves the status page, the timeline and sent digests on HOST:PORT (127.0.0.1 unless told otherwise). */
export async function startWeb(app: App): Promise<WebServer> {
  const server = Fastify({ logger: false, trustProxy: false });
  server.addHook('onSend', async (_request, reply) => void reply.headers(HEADERS));
  addRoutes(server, app);
  const url = await server.listen({ host: app.config.host, port: app.config.port });
  return { url: `${url}/`, close: () => server.close() };
}

function addRoutes(server: FastifyInstance, app: App): void {
  server.get('/', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(await statusPage(app)),
  );
  server.get('/timeline', async (_request, reply) => {
    const view = await timelineView(app, {
      from: null,
      to: null,
      categories: null,
      types: null,
      asKnownOn: null,
    });
    return reply.type('text/html; charset=utf-8').send(renderTimelineHtml(view));
  });
  server.get<{ Params: { id: string } }>('/digests/:id', async (request, reply) => {
    const html = /^\d{1,15}$/.test(request.params.id)
      ? await digestHtml(app.database.db, Number(request.params.id))
      : null;
    if (html === null) return reply.code(404).type('text/plain; charset=utf-8').send('No such digest.\n');
    return reply.type('text/html; charset=utf-8').send(html);
  });
  server.get('/health', async () => ({ ok: true, queues: await app.queues.depth() }));
}
