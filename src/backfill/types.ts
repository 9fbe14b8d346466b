import { z } from 'zod';
import type { HttpHeaders, HttpRequest } from '../http/index.ts';
import type { Meeting } from '../un/meeting.ts';
import type { DaySpan, Feed, SourceItem } from '../sources/index.ts';

/** Something that an archive names: a page or document to be read. */
export interface Candidate {
  item: SourceItem;
  /** ISO day after which it cannot have been published (last change, capture); null where nothing tells. */
  notAfter: string | null;
  /** When an archive took the copy that is to be read (ISO instant); null for the page itself. */
  capturedAt: string | null;
  /** Where its bytes are fetched when that is not its own address: a capture, a record of a WARC file, a file. */
  fetchUrl: string | null;
}

/** Part of an archive that could not be had, while the walk goes on. */
export interface Unreached {
  address: string;
  why: string;
}

/** A few candidates, and where the walk stands behind them. */
export interface Step {
  candidates: Candidate[];
  /** Votes of the Council that the archive tells by themselves. */
  meetings?: Meeting[];
  /** Plain JSON from which the walk goes on behind this step. */
  cursor: unknown;
  /** How much of the walk lies behind this step, 0 to 1. */
  done: number;
  unreached?: Unreached[];
}

/** An answer of an archive. */
export interface Listing {
  bytes: Uint8Array;
  /** After redirects. */
  url: string;
  contentType: string | null;
  headers: HttpHeaders;
}

/** Why an archive did not answer, and the HTTP status where there was one. */
export interface NoListing {
  why: string;
  status: number | null;
  /** Whether a later try may do better. */
  again: boolean;
}

export interface WalkContext {
  /** Whose items these are: reader, outlet, language, time zone and what its host needs. */
  feed: Feed;
  /** Days of publication that are asked for. */
  window: DaySpan;
  /** Folder against which file names of the plan are taken. */
  folder: string;
  /** Fetches a list: waits for the host's turn, holds robots.txt, tries again after a hiccup. Throws only when stopped. */
  get(request: Pick<HttpRequest, 'url' | 'maxBytes'>): Promise<Listing | NoListing>;
}

/**
 * A way back into the past. `walk` yields what it finds, one small step at a time, from the start or from behind the step
 * whose cursor is given; it fetches nothing before it is asked for the next step. Throws WalkError where it cannot go on.
 */
export interface Way {
  kind: string;
  /** What the way needs to know, as the plan file has it. */
  settings: z.ZodRawShape;
  /** Whether the plan must name a feed or an address for it. */
  needs: 'feed' | 'outlet';
  walk(settings: unknown, cursor: unknown, context: WalkContext): AsyncGenerator<Step>;
}

/** Makes a Way of a walk that is written for its own settings and cursor; both are checked when they come from outside. */
export function defineWay<S extends z.ZodRawShape, C extends z.ZodType>(
  definition: Omit<Way, 'walk' | 'settings'> & {
    settings: S;
    cursor: C;
    walk(
      settings: z.output<z.ZodObject<S>>,
      cursor: z.output<C> | null,
      context: WalkContext,
    ): AsyncGenerator<Step>;
  },
): Way {
  const { cursor: cursorSchema, walk, ...rest } = definition;
  const schema = z.object(definition.settings);
  return {
    ...rest,
    walk: (settings, cursor, context) =>
      walk(schema.parse(settings), cursor === null ? null : cursorSchema.parse(cursor), context),
  };
}

/** The walk cannot go on from here; what was found before is kept. */
export class WalkError extends Error {
  override name = 'WalkError';
  /** The same walk can only fail the same way. */
  readonly final: boolean;
  constructor(message: string, final: boolean) {
    super(message);
    this.final = final;
  }
}
