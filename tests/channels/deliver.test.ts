import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { App } from '../../src/app.ts';
import { deliveriesFor } from '../../src/publish/addressing.ts';
import { alertMessage } from '../../src/publish/messages.ts';
import { workOff } from '../../src/run.ts';
import { addDeliveries, deliveriesSince, isSuppressed } from '../../src/store/deliveries.ts';
import { makeConfig, openTestApp, outbox, removeData } from '../harness/apps.ts';
import { startOutlets, type Outlets } from '../harness/outlets.ts';
import { alertOf } from '../publish/sample.ts';
import { serve } from '../http/servers.ts';
import { service, type Service } from './services.ts';

const PATH = 'services/T0/B0/from-the-environment';

/** The whole way through outbox, queue and worker, to services that behave and services that do not. */
describe('deliveries to many channels', () => {
  let now = new Date('2026-11-24T09:00:00Z');
  let hooks: Service;
  let outlets: Outlets;
  let app: App;

  beforeAll(async () => {
    vi.stubEnv('HOOK_PATH', PATH);
    // One host for three webhooks: what one of them gets must not hold up the others.
    hooks = await service((response, { path }) => {
      const status = path.startsWith('/full') ? 429 : path.startsWith('/gone') ? 410 : 200;
      response.writeHead(status, status === 429 ? { 'retry-after': '120' } : {});
      response.end(`${status} ${path}`);
    });
    const broken = await serve((incoming) => incoming.socket.destroy());
    outlets = await startOutlets(['one'], now);
    const config = await makeConfig('pglite', outlets.feedsYaml, hooks.origin);
    config.allowHosts.push(broken.host);
    writeFileSync(
      config.subscribersFile,
      `subscribers:
  - id: desk
    name: Desk
    email: desk@example.org
    zone: UTC
    channels:
      - {kind: slack, name: full, url: "${hooks.origin}/full/\${HOOK_PATH}"}
      - {kind: slack, name: gone, url: "${hooks.origin}/gone/\${HOOK_PATH}"}
      - {kind: ntfy, name: broken, server: "${broken.origin}", topic: t-4711}
      - {kind: teams, name: unset, url: "\${NOT_SET}"}
      - {kind: slack, name: good, url: "${hooks.origin}/good/\${HOOK_PATH}"}
`,
    );
    app = await openTestApp(config, () => now);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await app.close();
    await outlets.close();
    removeData(app.config);
  });

  async function alert(event: string): Promise<void> {
    const [subscriber = expect.fail('no subscriber')] = app.subscribers;
    const view = alertOf({ subscriber, event: { ...alertOf().event, id: event } });
    const mail = alertMessage(view, app.config.mailFrom);
    const added = deliveriesFor(view, mail, { kind: 'alert', id: event, revision: 1, sendAt: now });
    const ids = await app.database.transaction((trx) => addDeliveries(trx, added, now));
    await app.queues.addAll('deliver', ids.map((deliveryId) => ({ deliveryId, attempt: 0 }))); // prettier-ignore
    await workOff(app, ['deliver']);
  }

  it('each is sent, waits or is given up by itself', async () => {
    await alert('1');
    const rows = await deliveriesSince(app.database.db, '1970-01-01');
    expect(Object.fromEntries(rows.map(({ recipient, state }) => [recipient, state]))).toEqual({
      'desk@example.org': 'sent',
      'desk/full': 'pending',
      'desk/gone': 'failed',
      'desk/broken': 'pending',
      'desk/unset': 'pending',
      'desk/good': 'sent',
    });
    const row = (name: string) => rows.find(({ recipient }) => recipient === `desk/${name}`);
    expect(row('full')?.next_try_at).toBe('2026-11-24T09:02:00.000Z');
    expect(row('broken')?.next_try_at).toBe('2026-11-24T09:00:30.000Z');
    expect(row('unset')?.last_error).toBe('NOT_SET is not set in the environment');
    expect(row('gone')?.last_error).toMatch(/^HTTP 410: 410 \[secret\]/u);
    expect(outbox(app.config)).toHaveLength(1);
  });

  it('stores nothing secret', async () => {
    const stored = JSON.stringify(await deliveriesSince(app.database.db, '1970-01-01'));
    for (const secret of [PATH, hooks.origin, 't-4711']) expect(stored).not.toContain(secret);
  });

  it('a webhook that is gone stops no mail to its reader', async () => {
    for (const event of ['2', '3', '4']) await alert(event);
    expect(await isSuppressed(app.database.db, 'desk', 'email')).toBe(false);
    expect(outbox(app.config)).toHaveLength(4);
  });

  it('what waited is sent when its time has come, once', async () => {
    now = new Date('2026-11-24T09:03:00Z');
    const before = hooks.requests.filter(({ path }) => path.startsWith('/good')).length;
    const due = (await deliveriesSince(app.database.db, '1970-01-01')).filter(
      ({ state }) => state === 'pending',
    );
    const jobs = due.map(({ id, tries }) => ({ deliveryId: id, attempt: tries }));
    await app.queues.addAll('deliver', jobs);
    await workOff(app, ['deliver']);
    expect(hooks.requests.filter(({ path }) => path.startsWith('/good'))).toHaveLength(before);
    expect(hooks.requests.filter(({ path }) => path.startsWith('/full'))).toHaveLength(8);
  });
});
