import { fileURLToPath } from 'node:url';
import type { App } from '../app.ts';
import { blockingKeys, profileOf } from '../events/index.ts';
import type { Mention } from '../model.ts';
import { installCurated, type CuratedEvent, type CuratedSource } from '../store/baseline.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { sha256 } from '../store/sql.ts';
import { loadBaseline, type BaselineEvent } from './load.ts';
import type { BaselineSource } from './schema.ts';

const OWN_BASELINE = fileURLToPath(new URL('../../baseline', import.meta.url));
/** How sure a curated event is, for filters: an official or twice told fact, one good source, a single claim. */
const CONFIDENCE = { A: 0.95, B: 0.8, C: 0.6 } as const;
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
  const mention = event.type && event.category ? mentionOf(event) : null;
  const profile = mention && profileOf(mention, documentOf(event));
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

/** The frame that a reader would find in the curated sentence. */
function mentionOf(event: BaselineEvent): Mention {
  const { type, category, title } = event;
  if (!type || !category) throw new Error(`${event.id} stands outside the categories`);
  return {
    type,
    category,
    quote: title,
    start: 0,
    end: title.length,
    status: event.status,
    supplier: event.supplier,
    recipient: event.recipient,
    facilitator: event.facilitators,
    sourceActor: null,
    items: event.items,
    quantity: event.quantity,
    place: event.place,
    eventDate: event.from === event.to ? event.from : event.from.slice(0, 7),
    unSymbols: event.unSymbols,
    names: event.names,
    confidence: CONFIDENCE[event.confidence],
    rule: 'baseline',
    evidence: [],
    news: false,
  };
}

/** Names and terms in all five languages stand in the text: a Korean retelling shares words with it, not only numbers. */
function documentOf(event: BaselineEvent) {
  const words = Object.values(event.words).flat().join(', ');
  return {
    id: event.id,
    title: event.title,
    text: words,
    lang: 'en',
    published: event.reported ?? event.to,
    url: null,
    outlet: 'baseline',
  };
}

function sourceOf(source: BaselineSource): CuratedSource {
  const outlet = source.outlet ?? source.symbol ?? `Cha and Katz 2023, ${source.report ?? ''}`;
  return { outlet, url: source.url ?? null, published: source.date ?? null };
}
