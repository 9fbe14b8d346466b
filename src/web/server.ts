import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { App } from '../app.ts';
import { messageOf } from '../errors.ts';
import { STYLES, renderNote } from './pages.ts';
import { addArchiveRoutes } from './routes/archive.ts';
import { addReaderRoutes } from './routes/reader.ts';
import { addFeedRoutes } from './routes/feeds.ts';
import { addReadingRoutes } from './routes/reading.ts';

export interface WebServer {
  url: string;
  close(): Promise<void>;
}

const HTML = 'text/html; charset=utf-8';
/** A signed link is longer than the 100 characters that fastify allows. */
const LONGEST_PARAM = 1_000;
const NO_PAGE = { title: 'Not found', text: 'There is no such page.' };
const BROKEN = {
  title: 'Something went wrong',
  text: 'The page could not be made. The log says why; trying again may help.',
};
/** The address of a style sheet changes with it. */
const FOR_GOOD = 'public, max-age=31536000, immutable';

/** Nothing of ours loads anything from elsewhere or runs a script. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Serves all pages, what was sent and the links of mails on HOST:PORT (127.0.0.1 unless told otherwise). */
export async function startWeb(app: App): Promise<WebServer> {
  const server = Fastify({
    logger: false,
    trustProxy: false,
    routerOptions: { maxParamLength: LONGEST_PARAM },
  });
  server.addHook(
    'onSend',
    async (_request, reply) => void reply.headers({ ...HEADERS, ...reply.getHeaders() }),
  );
  addRoutes(server, app);
  const url = await server.listen({ host: app.config.host, port: app.config.port });
  return { url: `${url}/`, close: () => server.close() };
}

function addRoutes(server: FastifyInstance, app: App): void {
  server.get('/assets/page.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', FOR_GOOD).send(STYLES),
  );
  addReadingRoutes(server, app);
  addFeedRoutes(server, app);
  addArchiveRoutes(server, app);
  addReaderRoutes(server, app);
  server.get('/health', async () => ({ ok: true, queues: await app.queues.depth() }));
  server.setNotFoundHandler(async (_request, reply) => reply.code(404).type(HTML).send(renderNote(NO_PAGE)));
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode < 500) return reply.code(statusCode).type(HTML).send(renderNote(NO_PAGE));
    app.log.error({ error: messageOf(error), path: request.url }, 'a page failed');
    return reply.code(500).type(HTML).send(renderNote(BROKEN));
  });
}
