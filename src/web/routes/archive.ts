import type { FastifyInstance, FastifyReply } from 'fastify';
import type { App } from '../../app.ts';
import type { Db } from '../../store/database.ts';
import { alertHtml } from '../../store/deliveries.ts';
import { digestHtml } from '../../store/digests.ts';
import { snapshotOf } from '../../store/documents.ts';
import { renderNote } from '../pages.ts';
import { SENT_KINDS } from '../signed-link.ts';

const HTML = 'text/html; charset=utf-8';
/** A mail carries its styles on its elements. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
const SHA256 = /^[0-9a-f]{64}$/u;

/**
 * What was sent, as it was sent, and the raw bytes that it rests on. A mail holds its reader's own links and may show what
 * only they may see: where pages are served to readers (PUBLIC_URL), it opens by the signed link in it alone.
 */
export function addArchiveRoutes(server: FastifyInstance, app: App): void {
  const { db } = app.database;
  if (!app.config.publicUrl) {
    for (const kind of SENT_KINDS)
      server.get<{ Params: { id: string } }>(`/${kind}s/:id`, async ({ params }, reply) =>
        sendSent(reply, db, kind, params.id),
      );
  }
  server.get<{ Params: { sha: string } }>('/snapshots/:sha', async ({ params }, reply) => {
    const snapshot = SHA256.test(params.sha) ? await snapshotOf(db, params.sha) : undefined;
    if (!snapshot) return sendHtml(reply, null, 'snapshot');
    const bytes = await app.snapshots.read(params.sha);
    // A download, never a page of ours: somebody else's script must not run under our address.
    return reply
      .type('application/octet-stream')
      .header(
        'content-disposition',
        `attachment; filename="${params.sha}${extensionOf(snapshot.headers['content-type'] ?? '')}"`,
      )
      .header('x-original-url', encodeURI(snapshot.url))
      .send(Buffer.from(bytes));
  });
}

/** A digest by its id, or the message of one or several alerts (see SentMessage), as it was sent. */
export async function sendSent(
  reply: FastifyReply,
  db: Db,
  kind: (typeof SENT_KINDS)[number],
  id: string,
): Promise<FastifyReply> {
  const html = kind === 'digest' ? await digestHtml(db, id) : await alertHtml(db, kind, id);
  return sendHtml(reply, html, kind);
}

function sendHtml(reply: FastifyReply, html: string | null, what: string): FastifyReply {
  if (html !== null)
    return reply.header('content-security-policy', MAIL_POLICY).type(HTML).send(asPage(html));
  const text = `There is no such ${what}, or it has been deleted by the retention rules.`;
  return reply
    .code(404)
    .type(HTML)
    .send(renderNote({ title: 'Not found', text }));
}

/** What a mail program frames itself, a browser does not: a screen reader looks for the main part of a page. */
function asPage(html: string): string {
  return html.replace(/<body[^>]*>/u, '$&<main>').replace(/<\/body>/u, '</main></body>');
}

function extensionOf(contentType: string): string {
  if (contentType.includes('pdf')) return '.pdf';
  return contentType.includes('html') ? '.html' : '.bin';
}
