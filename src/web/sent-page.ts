import type { App } from '../app.ts';
import { clockTime } from '../publish/wording/dates.ts';
import { countSent, sentMessages, type SentMessage } from '../store/sent.ts';
import { pagesOf, renderPage } from './pages.ts';
import { hrefOf } from './query.ts';

const PER_PAGE = 50;
const KINDS = { digest: 'Digest', alert: 'Alert', burst: 'Alerts', escalation: 'Alert, passed on' } as const;

/** Digests and alerts as they were sent. Where pages are served to readers, each mail opens by its own link alone. */
export async function sentPage(app: App, asked: number): Promise<string> {
  if (app.config.publicUrl) return renderPage('sent', 'Digests and alerts', { isClosed: true });
  const { db } = app.database;
  const total = await countSent(db);
  const pages = pagesOf(total, PER_PAGE, asked, (page) => hrefOf('/sent', { page }));
  const messages = await sentMessages(db, PER_PAGE, (pages.page - 1) * PER_PAGE);
  return renderPage('sent', 'Digests and alerts', {
    isClosed: false,
    channels: app.channels.description,
    messages: messages.map((message) => ({
      ...message,
      kind: KINDS[message.kind],
      href: `/${message.kind}s/${message.id}`,
      at: clockTime(message.at, 'utc', 'en'),
      ...fateOf(message),
    })),
    pages,
  });
}

function fateOf({ sent, pending, failed }: SentMessage): { fate: string; tone: string } {
  if (failed > 0) return { fate: sent > 0 ? `sent, ${failed} not delivered` : 'not delivered', tone: 'bad' };
  if (pending > 0) return { fate: 'waiting to be sent', tone: 'warned' };
  return sent > 0 ? { fate: 'sent', tone: 'good' } : { fate: 'for nobody', tone: '' };
}
