import { z } from 'zod';
import { SourceError, dayAway, readAnswer, windowAddress, type SourceReading } from '../../sources/index.ts';
import { candidateOf } from '../candidate.ts';
import { webAddress } from '../settings.ts';
import { passedFromEnd } from '../span.ts';
import { WalkError, defineWay, type Step, type WalkContext } from '../types.ts';

/** An archive of changes is asked for a month at a time, the newest first. */
const WINDOW_DAYS = 30;
/** A window is begun anew so often when its token is no longer known. */
const MAX_RESTARTS = 3;

const Cursor = z.strictObject({
  url: z.string(),
  /** The present window, in days of change in the catalogue. */
  from: z.iso.date(),
  to: z.iso.date(),
  restarts: z.int().min(0),
  /** Guids of the page before. */
  seen: z.array(z.string()),
});
type Cursor = z.output<typeof Cursor>;
type Found = Required<Pick<Step, 'candidates' | 'meetings'>> & { next: Cursor | null };
/** Behind the last window nothing is left. */
const END = 'end';

/** OAI-PMH by days of change in the catalogue, window by window, each along its resumption tokens. */
export const oai = defineWay({
  kind: 'oai',
  needs: 'feed',
  settings: {
    /** ListRecords with a metadata prefix; default: the feed's own address. */
    url: webAddress.optional(),
  },
  cursor: z.union([Cursor, z.literal(END)]),
  async *walk(settings, cursor, context) {
    const base = settings.url ?? context.feed.url;
    let at: Cursor | null = cursor === END ? null : (cursor ?? open(base, context.window.to, context));
    while (at) {
      const step: Found = await read(base, at, context);
      at = step.next;
      const done = at ? passedFromEnd(context.window, dayAway(at.to, 1)) : 1;
      yield { candidates: step.candidates, meetings: step.meetings, cursor: at ?? END, done };
    }
  },
});

function open(base: string, until: string, { window }: WalkContext, restarts = 0): Cursor {
  const start = dayAway(until, 1 - WINDOW_DAYS);
  const from = start < window.from ? window.from : start;
  return { url: windowAddress(base, from, until), from, to: until, restarts, seen: [] };
}

async function read(base: string, at: Cursor, context: WalkContext): Promise<Found> {
  const answer = await context.get({ url: at.url });
  if ('why' in answer) throw new WalkError(answer.why, !answer.again);
  const reading = await readAnswer(context.feed, answer).catch((error: unknown) => {
    if (error instanceof SourceError) return error;
    throw error;
  });
  if (!(reading instanceof SourceError)) return follow(base, reading, at, context);
  if (reading.reason !== 'broken-token' || at.restarts >= MAX_RESTARTS)
    throw new WalkError(reading.message, reading.reason !== 'broken-token');
  return { candidates: [], meetings: [], next: open(base, at.to, context, at.restarts + 1) };
}

/** A page that repeats the one before ends its window: the server goes round in a circle. */
function follow(base: string, reading: SourceReading, at: Cursor, context: WalkContext): Found {
  const guids = reading.items.map((item) => item.guid);
  const seen = new Set(at.seen);
  const items = reading.items.filter((item) => !seen.has(item.guid));
  const repeats = guids.length > 0 && items.length === 0;
  const token = repeats || !reading.next || reading.next === at.url ? null : reading.next;
  const behind = at.from <= context.window.from ? null : open(base, dayAway(at.from, -1), context);
  const next = token === null ? behind : { ...at, url: token, seen: guids };
  return { candidates: items.map(candidateOf), meetings: reading.meetings ?? [], next };
}
