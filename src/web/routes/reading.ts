import type { FastifyInstance, FastifyReply } from 'fastify';
import type { App } from '../../app.ts';
import { coveragePage } from '../coverage-page.ts';
import { documentPage } from '../document-page.ts';
import { eventPage } from '../event-page.ts';
import { renderNote } from '../pages.ts';
import { readPageQuery, readSearchQuery, readTimelineQuery } from '../query.ts';
import { searchPage } from '../search-page.ts';
import { sentPage } from '../sent-page.ts';
import { statusPage } from '../status-page.ts';
import { timelinePage } from '../timeline-page.ts';

const HTML = 'text/html; charset=utf-8';
const ID = /^\d{1,15}$/u;
const NO_EVENT = {
  title: 'Not found',
  text: 'There is no such event, or there was none yet on the day asked for. Events that turn out to be one are joined; look for it on the timeline.',
};
const NO_DOCUMENT = { title: 'Not found', text: 'There is no such document.' };

/** The pages that show what the store holds. They only read. */
export function addReadingRoutes(server: FastifyInstance, app: App): void {
  const send = (reply: FastifyReply, html: string): FastifyReply => reply.type(HTML).send(html);
  server.get('/', async (_request, reply) => send(reply, await statusPage(app)));
  server.get('/timeline', async ({ query }, reply) =>
    send(reply, await timelinePage(app, readTimelineQuery(query))),
  );
  server.get('/search', async ({ query }, reply) =>
    send(reply, await searchPage(app, readSearchQuery(query))),
  );
  server.get('/sent', async ({ query }, reply) =>
    send(reply, await sentPage(app, readPageQuery(query).page)),
  );
  server.get('/coverage', async (_request, reply) => send(reply, await coveragePage(app)));
  server.get<{ Params: { id: string } }>('/events/:id', async ({ params, query }, reply) => {
    const { known } = readPageQuery(query);
    const page = ID.test(params.id) ? await eventPage(app, Number(params.id), known) : null;
    return send(page ? reply : reply.code(404), page ?? renderNote(NO_EVENT));
  });
  server.get<{ Params: { id: string } }>('/documents/:id', async ({ params }, reply) => {
    const page = ID.test(params.id) ? await documentPage(app, Number(params.id)) : null;
    return send(page ? reply : reply.code(404), page ?? renderNote(NO_DOCUMENT));
  });
}
