import { createListFetcher } from '../../src/backfill/lists.ts';
import { isInside } from '../../src/backfill/span.ts';
import { WalkError, type Candidate, type Step } from '../../src/backfill/types.ts';
import { wayOf } from '../../src/backfill/ways/index.ts';
import type { Feed } from '../../src/sources/index.ts';
import { clientFor, type TestServer } from '../http/servers.ts';
import { feedOf } from '../sources/helpers.ts';

export interface Walk {
  candidates: Candidate[];
  /** Of the candidates inside the window. */
  guids: string[];
  urls: (string | null)[];
  steps: Step[];
  failure: WalkError | null;
  requests: number;
}

export interface WalkOptions {
  servers?: readonly TestServer[];
  feed?: Feed;
  from?: string;
  to?: string;
  folder?: string;
  cursor?: unknown;
  maxSteps?: number;
  /** The walk is stopped after every step and begun anew from its cursor, as if the process had been killed. */
  killed?: boolean;
}

/** Walks an archive, the cursor through JSON in between as a table would keep it. */
export async function walk(
  way: string,
  settings: Record<string, unknown>,
  options: WalkOptions = {},
): Promise<Walk> {
  const { servers = [], feed = feedOf(), from = '1990-01-01', to = '2030-12-31', maxSteps = 500 } = options;
  const window = { from, to };
  const signal = new AbortController().signal;
  const lists = createListFetcher(clientFor(servers), feed, { paceMs: 0, retryAfterMs: [1] }, signal);
  const context = { feed, window, folder: options.folder ?? '/', get: lists.get };
  const steps: Step[] = [];
  let failure: WalkError | null = null;
  let cursor = options.cursor ?? null;
  try {
    for (let goesOn = true; goesOn && steps.length < maxSteps;) {
      goesOn = false;
      for await (const step of wayOf(way).walk(settings, cursor, context)) {
        steps.push(step);
        cursor = JSON.parse(JSON.stringify(step.cursor));
        goesOn = options.killed === true;
        if (goesOn || steps.length >= maxSteps) break;
      }
    }
  } catch (error) {
    if (!(error instanceof WalkError)) throw error;
    failure = error;
  }
  const candidates = steps.flatMap((step) => step.candidates);
  const inside = candidates.filter((each) => isInside(each, window));
  const guids = inside.map(({ item }) => item.guid);
  const urls = inside.map(({ item }) => item.url);
  return { candidates, guids, urls, steps, failure, requests: lists.requests() };
}
