import type { App } from './app.ts';
import type { Subscriber } from './publish/subscribers.ts';
import type { AlertActions, AlertView, VerdictLinks } from './publish/views.ts';

/** What an alert says, apart from what follows from its reader. */
export type AlertContent = Pick<AlertView, 'event' | 'revision' | 'reason' | 'why' | 'escalation'>;

/** An alert as its reader gets it, with their own links. */
export function alertViewFor(app: App, subscriber: Subscriber, content: AlertContent, now: Date): AlertView {
  const { event, revision, escalation } = content;
  const { publicUrl } = app.config;
  const id = `${event.id}-${revision}-${subscriber.id}`;
  const kind = escalation ? 'escalation' : 'alert';
  return {
    ...content,
    id: `${event.id}-${revision}`,
    subscriber,
    generatedAt: now.toISOString(),
    publicUrl,
    // only mails are kept as pages
    archiveUrl: publicUrl && subscriber.email ? app.links.urlOf(publicUrl, { do: 'read', kind, id }) : null,
    actions: actionsOf(app, subscriber.id, event.id),
    unsubscribe: app.channels.unsubscribe(subscriber),
  };
}

/** Links by which a reader judges an event; null where no pages are served to readers. */
export function verdictLinks(
  { config: { publicUrl }, links }: Pick<App, 'config' | 'links'>,
  subscriber: string,
  event: string,
): VerdictLinks | null {
  if (!publicUrl) return null;
  return {
    notRelevant: links.urlOf(publicUrl, { do: 'judge', subscriber, event, verdict: 'not_relevant' }),
    wrong: links.urlOf(publicUrl, { do: 'judge', subscriber, event, verdict: 'wrong' }),
  };
}

function actionsOf(app: App, subscriber: string, event: string): AlertActions | null {
  const verdicts = verdictLinks(app, subscriber, event);
  if (!verdicts || !app.config.publicUrl) return null;
  const acknowledge = app.links.urlOf(app.config.publicUrl, { do: 'acknowledge', subscriber, event });
  return { acknowledge, ...verdicts };
}
