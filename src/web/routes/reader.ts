import type { FastifyInstance } from 'fastify';
import type { App } from '../../app.ts';
import { acknowledge, giveVerdict, optOut } from '../../store/reader-actions.ts';
import { eventsOfBurst } from '../../store/reader-alerts.ts';
import { renderNote } from '../pages.ts';
import { sendSent } from './archive.ts';
import type { LinkRequest } from '../signed-link.ts';

const HTML = 'text/html; charset=utf-8';

const QUESTIONS = {
  unsubscribe: {
    title: 'Unsubscribe',
    text: 'No more digests and alerts will be sent to you.',
    button: 'Unsubscribe',
    done: 'You are unsubscribed. Mail that is on its way may still reach you.',
  },
  acknowledge: {
    title: 'I have seen it',
    text: 'Marks the alert as seen, so that nobody else is asked to look at it.',
    button: 'I have seen it',
    done: 'Thank you: the alert is marked as seen.',
  },
  acknowledgeAll: {
    title: 'I have seen them all',
    text: 'Marks all alerts of this message as seen, so that nobody else is asked to look at them.',
    button: 'I have seen them all',
    done: 'Thank you: the alerts are marked as seen.',
  },
  judge: {
    title: 'Your verdict',
    text: 'Your verdict is kept with the event, for whoever checks what Tumen finds.',
    button: 'Send the verdict',
    done: 'Thank you: your verdict is kept with the event.',
  },
} as const;

/**
 * The links of mails (src/web/signed-link.ts). GET shows a page and changes nothing, since mail scanners follow links; POST
 * acts at once: for a mail program (RFC 8058), or for the button on that page.
 */
export function addReaderRoutes(server: FastifyInstance, app: App): void {
  // RFC 8058 allows both; the address says it all, so what is posted is read past.
  server.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    (_request, payload, done) => {
      payload.resume();
      done(null);
    },
  );
  server.get<{ Params: { token: string } }>('/reader/:token', async (request, reply) => {
    const { token } = request.params;
    const wanted = app.links.read(token);
    if (!wanted) return reply.code(404).type(HTML).send(unknownLink());
    if (wanted.do === 'read') return sendSent(reply, app.database.db, wanted.kind, wanted.id);
    const { title, text, button } = QUESTIONS[wanted.do];
    return reply.type(HTML).send(renderNote({ title, text, form: { action: `/reader/${token}`, button } }));
  });
  server.post<{ Params: { token: string } }>('/reader/:token', async (request, reply) => {
    const wanted = app.links.read(request.params.token);
    if (!wanted || wanted.do === 'read' || !(await act(app, wanted)))
      return reply.code(404).type(HTML).send(unknownLink());
    const { title, done } = QUESTIONS[wanted.do];
    return reply.type(HTML).send(renderNote({ title, text: done }));
  });
}

async function act(app: App, wanted: Exclude<LinkRequest, { do: 'read' }>): Promise<boolean> {
  const { db } = app.database;
  const now = app.clock();
  app.log.info({ reader: wanted }, 'a reader answered a mail');
  switch (wanted.do) {
    case 'unsubscribe':
      await optOut(db, wanted.subscriber, now);
      return true;
    case 'acknowledge':
      return acknowledge(db, Number(wanted.event), wanted.subscriber, now);
    case 'acknowledgeAll': {
      const events = await eventsOfBurst(db, wanted.subscriber, wanted.burst);
      for (const event of events) await acknowledge(db, event, wanted.subscriber, now);
      return events.length > 0;
    }
    case 'judge': {
      const { event, subscriber, verdict } = wanted;
      return giveVerdict(db, { eventId: Number(event), subscriberId: subscriber, verdict }, now);
    }
  }
}

function unknownLink(): string {
  return renderNote({
    title: 'This link is not known',
    text: 'It may have been cut in two by a mail program, or what it speaks of is gone. Try the link in a newer mail.',
  });
}
