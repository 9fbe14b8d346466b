import type { App } from '../app.ts';
import { headlineOf } from '../publish/headline.ts';
import { protectEvent } from '../publish/render/protect.ts';
import type { EventView } from '../publish/event-view.ts';
import { countryName } from '../publish/wording/countries.ts';
import { phrasesOf } from '../publish/wording/index.ts';
import { indexDocuments, indexEvents, unindexedDocuments, unindexedEvents } from '../store/search.ts';
import { eventsKnown } from '../timeline.ts';
import { searchVector } from './words.ts';

const BATCH = 100;
/** A tick comes every minute; what is left waits for the next. */
const BUDGET_MS = 20_000;

/** Puts in the index what is not there yet: new readings, changed events, and all that was stored before there was an index. */
export async function indexWaiting(app: App, budgetMs = BUDGET_MS): Promise<number> {
  const until = performance.now() + budgetMs;
  let indexed = 0;
  for (const next of [nextDocuments, nextEvents]) {
    for (let batch = BATCH; batch === BATCH && performance.now() < until; indexed += batch)
      batch = await next(app);
  }
  return indexed;
}

async function nextDocuments(app: App): Promise<number> {
  const waiting = await unindexedDocuments(app.database.db, BATCH);
  const documents = waiting.map(({ title, text, ...document }) => ({
    ...document,
    words: searchVector([
      { text: title, weight: 'A' },
      { text, weight: 'D' },
    ]),
  }));
  if (documents.length > 0) await indexDocuments(app.database.db, documents);
  return waiting.length;
}

async function nextEvents(app: App): Promise<number> {
  const waiting = await unindexedEvents(app.database.db, BATCH);
  const ids = waiting.map(({ id }) => id);
  const views = new Map((await eventsKnown(app, ids, null)).map((view) => [Number(view.id), view]));
  const events = waiting.map((event) => {
    const view = views.get(event.id);
    return { ...event, words: view ? wordsOf(view) : '' };
  });
  if (events.length > 0) await indexEvents(app.database.db, events);
  return waiting.length;
}

/** What every reader may see of an event: where persons could be harmed, neither names nor quotes. */
function wordsOf(view: EventView): string {
  const event = protectEvent(view, 'reader');
  const states = [event.supplier, event.recipient, ...event.facilitators].filter((code) => code !== null);
  const { category, type } = phrasesOf('en');
  const facts = [
    category[event.category],
    type[event.type],
    event.place ?? '',
    ...states.map((code) => countryName(code, 'en')),
    ...event.names,
    ...event.items,
    ...event.unSymbols,
  ];
  const told = event.statements.flatMap((statement) => [
    statement.title,
    statement.quote,
    statement.outlet,
    statement.sourceActor ?? '',
  ]);
  return searchVector([
    { text: `${headlineOf(event, 'en')}\n${headlineOf(event, 'ko')}`, weight: 'A' },
    { text: [...facts, ...told].join('\n'), weight: 'D' },
  ]);
}
