import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { settingOnce } from '../../store/settings.ts';
import { datedEvents, latestEvents, type ChangedEvent } from '../../store/timeline.ts';
import { eventsKnown } from '../../timeline.ts';
import { ATOM_TYPE, atomXml } from '../feeds/atom.ts';
import { CALENDAR_TYPE, calendarText } from '../feeds/calendar.ts';
import { feedEntry, uuidOf, type FeedEntry, type FeedPlace } from '../feeds/entry.ts';
import { filterOf, hrefOf, readTimelineQuery, type TimelineQuery } from '../query.ts';
import { filtersInWords } from '../chips.ts';

const PER_PAGE = 50;
/** A calendar has no pages; what is older than these is on the timeline. */
const MOST_IN_CALENDAR = 500;
const STORE_SETTING = 'store_id';
/** Where the store is empty: a feed must say when it changed. */
const NEVER = '1970-01-01T00:00:00.000Z';

/** The timeline, with the filters of its page, for feed readers and calendars. */
export function addFeedRoutes(server: FastifyInstance, app: App): void {
  server.get('/timeline.atom', async (request, reply) => {
    const query = readTimelineQuery(request.query);
    return sendUnlessKnown(
      request,
      reply,
      `${ATOM_TYPE}; charset=utf-8`,
      await timelineAtom(app, query, request),
    );
  });
  server.get('/timeline.ics', async (request, reply) => {
    const query = readTimelineQuery(request.query);
    void reply.header('content-disposition', 'inline; filename="tumen.ics"');
    return sendUnlessKnown(
      request,
      reply,
      `${CALENDAR_TYPE}; charset=utf-8`,
      await timelineCalendar(app, query, request),
    );
  });
}

async function timelineAtom(app: App, query: TimelineQuery, request: FastifyRequest): Promise<string> {
  const place = await placeOf(app, request);
  const at = (page: number): string =>
    `${place.base}${hrefOf('/timeline.atom', { ...narrowing(query), page })}`;
  const offset = (query.page - 1) * PER_PAGE;
  const found = await latestEvents(app.database.db, filterOf(query), { limit: PER_PAGE + 1, offset });
  const entries = await entriesOf(app, found.slice(0, PER_PAGE), place);
  return atomXml({
    uuid: uuidOf(place.store, hrefOf('timeline', narrowing(query))),
    filters: filtersInWords(query),
    self: at(query.page),
    page: `${place.base}${hrefOf('/timeline', narrowing(query))}`,
    previous: query.page > 1 ? at(query.page - 1) : null,
    next: found.length > PER_PAGE ? at(query.page + 1) : null,
    updated: entries[0]?.updated ?? NEVER,
    entries,
  });
}

async function timelineCalendar(app: App, query: TimelineQuery, request: FastifyRequest): Promise<string> {
  const place = await placeOf(app, request);
  const found = await datedEvents(app.database.db, filterOf(query), MOST_IN_CALENDAR + 1);
  const isFull = found.length > MOST_IN_CALENDAR;
  const filters = filtersInWords(query);
  return calendarText({
    name: `Tumen timeline${filters ? `: ${filters}` : ''}`,
    description: isFull
      ? `The latest ${MOST_IN_CALENDAR} events by their day; older ones are on ${place.base}/timeline.`
      : 'How North Korea’s abuses are facilitated.',
    entries: await entriesOf(app, found.slice(0, MOST_IN_CALENDAR), place),
  });
}

async function entriesOf(app: App, changed: readonly ChangedEvent[], place: FeedPlace): Promise<FeedEntry[]> {
  const updated = new Map(changed.map(({ id, updatedAt }) => [String(id), updatedAt]));
  const ids = changed.map(({ id }) => id);
  const events = await eventsKnown(app, ids, null);
  return events.map((event) => feedEntry(event, updated.get(event.id) ?? event.dates.firstSeen, place));
}

/** Without order and day of knowledge: a feed has its own order and tells what is known now. */
function narrowing(query: TimelineQuery): Partial<TimelineQuery> {
  const { order: _order, known: _known, page: _page, ...filters } = query;
  return filters;
}

async function placeOf({ config, database }: App, request: FastifyRequest): Promise<FeedPlace> {
  const store = z.string().parse(await settingOnce(database.db, STORE_SETTING, randomUUID()));
  const base = (config.publicUrl ?? `${request.protocol}://${request.host}`).replace(/\/+$/u, '');
  return { base, store };
}

/** A program that asks every few minutes is told when there is nothing new. */
function sendUnlessKnown(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  type: string,
  body: string,
): FastifyReply {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  void reply.headers({ etag, 'cache-control': 'no-cache' });
  return headers['if-none-match'] === etag ? reply.code(304).send() : reply.type(type).send(body);
}
