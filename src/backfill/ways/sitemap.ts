import { z } from 'zod';
import { parseFeedDate } from '../../feeds/dates.ts';
import { fetchableUrl } from '../../sources/canonical-url.ts';
import type { DaySpan } from '../../sources/index.ts';
import { candidateAt } from '../candidate.ts';
import { pattern, webAddress } from '../settings.ts';
import { NotASitemapError, readSitemapEntries, type SitemapEntry } from '../sitemap-reader.ts';
import { WalkError, defineWay, type Candidate, type Step, type WalkContext } from '../types.ts';

/** An index of indexes is against the protocol and exists; deeper is a trap. */
const MAX_DEPTH = 3;
/** A step has at most so many candidates; and so many addresses are looked at before the cursor is stored. */
const STEP_CANDIDATES = 100;
const STEP_ENTRIES = 2_000;

const Cursor = z.strictObject({
  /** Addresses of the sitemaps from the root's child down to the one that is read: an index may change between two visits. */
  trail: z.array(z.string()),
  /** Entries of the last of them that lie behind. */
  entries: z.int().min(0),
  done: z.number(),
});
type Cursor = z.output<typeof Cursor>;

interface Wanted {
  /** Sitemaps that this walk has come to: indexes name each other, and themselves. */
  visited: Set<string>;
  files: RegExp | null;
  pages: RegExp | null;
  skip: RegExp | null;
}

/** A sitemap, or an index of them: plain, gzipped, with or without Google's news fields. */
export const sitemap = defineWay({
  kind: 'sitemap',
  needs: 'outlet',
  settings: {
    url: webAddress,
    /** Of an index: only sitemaps whose address matches. */
    files: pattern.optional(),
    match: pattern.optional(),
    skip: pattern.optional(),
  },
  cursor: Cursor,
  walk(settings, cursor, context) {
    const regExp = (source: string | undefined) => (source === undefined ? null : new RegExp(source, 'u'));
    const wanted = {
      visited: new Set([settings.url]),
      files: regExp(settings.files),
      pages: regExp(settings.match),
      skip: regExp(settings.skip),
    };
    const from = cursor ?? { trail: [], entries: 0, done: 0 };
    return walkFile({ url: settings.url, trail: [], share: [0, 1] }, from, wanted, context);
  },
});

interface File {
  url: string;
  trail: string[];
  /** The part of the whole walk that this file is. */
  share: [start: number, length: number];
}

async function* walkFile(
  file: File,
  from: Cursor,
  wanted: Wanted,
  context: WalkContext,
): AsyncGenerator<Step> {
  const isRoot = file.trail.length === 0;
  const answer = await context.get({ url: file.url });
  const [start, length] = file.share;
  const behind = (): Cursor => ({
    trail: file.trail,
    entries: Number.MAX_SAFE_INTEGER,
    done: start + length,
  });
  const failed = (why: string): Step => ({
    candidates: [],
    cursor: behind(),
    done: start + length,
    unreached: [{ address: file.url, why }],
  });
  if ('why' in answer) {
    if (isRoot) throw new WalkError(answer.why, !answer.again);
    return yield failed(answer.why);
  }
  try {
    const children = yield* walkEntries(file, answer.bytes, from, wanted, context);
    if (children.length > 0) yield* walkChildren(file, children, from, wanted, context);
  } catch (error) {
    if (!(error instanceof NotASitemapError)) throw error;
    if (isRoot) throw new WalkError(error.message, true);
    yield failed(error.message);
  }
}

/** The pages of one sitemap, in steps; returns the sitemaps that an index names. */
async function* walkEntries(
  file: File,
  bytes: Uint8Array,
  from: Cursor,
  wanted: Wanted,
  context: WalkContext,
): AsyncGenerator<Step, string[]> {
  const [start, length] = file.share;
  const isHere = from.trail.length === file.trail.length;
  const skipped = isHere ? from.entries : 0;
  const children: string[] = [];
  let candidates: Candidate[] = [];
  let read = 0;
  let stepped = skipped;
  for await (const entry of readSitemapEntries(bytes)) {
    if (entry.kind === 'sitemap') {
      if (isChild(entry, wanted, context.window)) children.push(entry.url);
      continue;
    }
    read += 1;
    if (read <= skipped) continue;
    const candidate = candidateIn(entry, wanted, context);
    if (candidate) candidates.push(candidate);
    if (candidates.length < STEP_CANDIDATES && read - stepped < STEP_ENTRIES) continue;
    // How many are still to come is not known before they are read: half of the file's share at most is given away.
    const done = start + length * 0.5 * Math.min(1, read / 50_000);
    yield { candidates, cursor: { trail: file.trail, entries: read, done }, done };
    candidates = [];
    stepped = read;
  }
  if (read > stepped || candidates.length > 0) {
    const done = start + length;
    yield { candidates, cursor: { trail: file.trail, entries: read, done }, done };
  }
  return children;
}

/** The sitemaps of an index from the one on that the trail names; all of them where it is gone. */
async function* walkChildren(
  file: File,
  children: readonly string[],
  from: Cursor,
  wanted: Wanted,
  context: WalkContext,
): AsyncGenerator<Step> {
  const depth = file.trail.length;
  if (depth >= MAX_DEPTH)
    throw new NotASitemapError(`indexes of sitemaps inside each other, more than ${MAX_DEPTH} deep`);
  const isOnTrail = file.trail.every((url, index) => from.trail[index] === url);
  const resumed = isOnTrail ? Math.max(0, children.indexOf(from.trail[depth] ?? '')) : 0;
  for (const url of children.slice(0, resumed)) wanted.visited.add(url);
  const [start, length] = file.share;
  for (let at = resumed; at < children.length; at += 1) {
    const url = children[at] ?? '';
    const share: [number, number] = [start + (length * at) / children.length, length / children.length];
    const isResumed = isOnTrail && url === from.trail[depth];
    // A file that was read to its end, or could not be had, is not asked for again.
    if (isResumed && from.trail.length === depth + 1 && from.entries === Number.MAX_SAFE_INTEGER) continue;
    if (wanted.visited.has(url)) continue;
    wanted.visited.add(url);
    const own = isResumed ? from : { trail: [], entries: 0, done: 0 };
    yield* walkFile({ url, trail: [...file.trail, url], share }, own, wanted, context);
  }
}

function isChild({ url, lastmod }: SitemapEntry, { files }: Wanted, window: DaySpan): boolean {
  if (fetchableUrl(url) === null || (files !== null && !files.test(url))) return false;
  const changed = parseFeedDate(lastmod, { timeZone: null });
  return changed === null || changed.slice(0, 10) >= window.from;
}

function candidateIn(entry: SitemapEntry, wanted: Wanted, { feed, window }: WalkContext): Candidate | null {
  const url = fetchableUrl(entry.url);
  if (!url || wanted.pages?.test(url) === false || wanted.skip?.test(url)) return null;
  const dateOf = (text: string | null) => parseFeedDate(text, { timeZone: feed.timeZone ?? null });
  const notAfter = dateOf(entry.lastmod)?.slice(0, 10) ?? null;
  if (notAfter !== null && notAfter < window.from) return null;
  return candidateAt(url, {
    title: entry.title?.replace(/\s+/gu, ' ').trim() ?? '',
    published: dateOf(entry.published),
    lang: entry.lang?.trim().slice(0, 2).toLowerCase() || null,
    notAfter,
  });
}
