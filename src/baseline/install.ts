import { fileURLToPath } from 'node:url';
import type { App } from '../app.ts';
import { blockingKeys } from '../events/index.ts';
import { installCurated, type CuratedEvent, type CuratedSource } from '../store/baseline.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { sha256 } from '../store/sql.ts';
import { loadBaseline, type BaselineEvent } from './load.ts';
import { CONFIDENCE, profileOfEvent } from './profile.ts';
import type { BaselineSource } from './schema.ts';

const OWN_BASELINE = fileURLToPath(new URL('../../baseline', import.meta.url));
const SETTING = 'baseline';

/**
 * Puts the curated starting timeline in the store, so that a retelling of a known event is not new. Does nothing where this
 * very baseline is installed. Returns how many events were added or changed.
 */
export async function installBaseline(app: App, dir = OWN_BASELINE): Promise<number> {
  const events = loadBaseline(dir);
  const revision = sha256(JSON.stringify(events.map(({ where: _where, ...event }) => event)), 16);
  if ((await readSetting(app.database.db, SETTING)) === revision) return 0;
  const curated = events.map(curatedEvent);
  const changed = await app.database.transaction((trx) => installCurated(trx, curated, app.clock()));
  await writeSetting(app.database.db, SETTING, revision);
  app.log.info({ events: events.length, changed }, 'baseline installed');
  return changed;
}

function curatedEvent(event: BaselineEvent): CuratedEvent {
  const { where: _where, ...facts } = event;
  const profile = profileOfEvent(event);
  return {
    id: event.id,
    revision: sha256(JSON.stringify(facts), 16),
    type: event.type,
    category: event.category,
    status: event.status,
    title: event.title,
    supplier: event.supplier,
    recipient: event.recipient,
    facilitators: event.facilitators,
    items: event.items,
    place: event.place,
    from: event.from,
    to: event.to,
    names: event.names,
    unSymbols: event.unSymbols,
    confidence: CONFIDENCE[event.confidence],
    quantity: event.quantity,
    published: event.reported ?? null,
    sources: event.sources.map(sourceOf),
    facts,
    profile,
    keys: profile ? blockingKeys(profile) : [],
  };
}

function sourceOf(source: BaselineSource): CuratedSource {
  const outlet = source.outlet ?? source.symbol ?? `Cha and Katz 2023, ${source.report ?? ''}`;
  return { outlet, url: source.url ?? null, published: source.date ?? null };
}
