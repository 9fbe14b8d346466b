import { alertViewFor } from './alerting.ts';
import type { App } from './app.ts';
import { deliveriesFor } from './publish/addressing.ts';
import { alertMessage } from './publish/messages.ts';
import { alertDue } from './publish/schedule.ts';
import type { Subscriber } from './publish/subscribers.ts';
import type { AlertView } from './publish/views.ts';
import type { Trx } from './store/database.ts';
import { addDeliveries, type NewDelivery } from './store/deliveries.ts';
import {
  addReaderAlerts,
  takeOverdueAlerts,
  type OverdueAlert,
  type ReaderAlert,
} from './store/reader-alerts.ts';
import { later } from './store/sql.ts';

/** Passed on by one tick; more wait a minute. */
const MAX_ALERTS = 100;

/** When an alert that goes out at `due` goes on to the next person; null where its reader names none. */
export function escalationTime({ escalate }: Subscriber, due: Date): string | null {
  return escalate ? later(due, escalate.after * 60_000) : null;
}

/**
 * Passes on the alerts that nobody acknowledged in time, each once: that it was passed on and the message to the next person are
 * written in one transaction. The next person may have a next one in turn; nobody is asked twice about one alert. Returns how many
 * messages that made; they stand in the outbox, to be sent when they are due.
 */
export async function escalateAlerts(app: App): Promise<number> {
  const now = app.clock();
  return app.database.transaction(async (trx) => {
    let messages = 0;
    for (const alert of await takeOverdueAlerts(trx, now, MAX_ALERTS))
      messages += (await passOn(trx, app, alert, now)).length;
    return messages;
  });
}

async function passOn(trx: Trx, app: App, alert: OverdueAlert, now: Date): Promise<number[]> {
  const from = app.subscribers.find(({ id }) => id === alert.subscriberId);
  const to = app.subscribers.find(({ id }) => id === from?.escalate?.to);
  const view = alert.view as AlertView; // as this program kept it
  const due = to && alertDue(to, view.event.type, now);
  if (!from?.escalate || !to || !due) {
    app.log.warn(
      { alert: `${alert.eventId}-${alert.revision}`, of: alert.subscriberId },
      'nobody to pass an alert on to',
    );
    return [];
  }
  const escalation = { from: from.name, minutes: from.escalate.after };
  const passed = alertViewFor(app, to, { ...view, escalation }, now);
  const { eventId, revision } = alert;
  const next: ReaderAlert = {
    eventId,
    revision,
    subscriberId: to.id,
    view: passed,
    escalateAt: escalationTime(to, due),
  };
  await addReaderAlerts(trx, [next], now);
  return addDeliveries(trx, escalationDeliveries(passed, app, due), now);
}

function escalationDeliveries(view: AlertView, app: App, due: Date): NewDelivery[] {
  const { event, revision } = view;
  const message = alertMessage(view, app.config.mailFrom);
  return deliveriesFor(view, message, { kind: 'escalation', id: event.id, revision, sendAt: due });
}
