import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { didYouMean } from '../did-you-mean.ts';
import { UsageError } from '../errors.ts';
import { Duration } from '../sources/duration.ts';
import { strictObject } from '../sources/strict-object.ts';
import type { Catalog, DaySpan } from '../sources/index.ts';
import { readYamlFile } from '../yaml-file.ts';
import { day, pattern, text } from './settings.ts';
import type { Way } from './types.ts';
import { WAYS, wayOf } from './ways/index.ts';

/** What every entry of a plan may say, whatever its way. */
const common = {
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens'),
  /** Feed of feeds.yaml whose outlet, language, reader and pace these items have. */
  feed: text.optional(),
  /** Where there is no such feed: whose word it is, and in which language. */
  outlet: text.optional(),
  lang: z
    .string()
    .regex(/^(?:any|[a-z]{2})$/u, 'must be a two-letter language code or "any"')
    .optional(),
  /** Days of publication, both included, where they are not those of the plan. */
  from: day.optional(),
  to: day.optional(),
  /** Only addresses that match, and none that match `skip`. */
  match: pattern.optional(),
  skip: pattern.optional(),
  /** Keep only what names the DPRK in headline or summary; what has neither is kept. Default: as the feed has it. */
  prefilter: z.boolean().optional(),
  /** Time between two requests for lists, where the host wants more than the usual. */
  pace: z
    .string()
    .refine((written) => Duration.safeParse(written).success, 'must be a duration such as 5s')
    .optional(),
};

const Common = z.object(common);
type Common = z.output<typeof Common>;

/** One entry of a plan: what all have, and the settings of its way. Plain JSON, so that a table can keep it. */
export type PlanEntry = Common & { way: string } & Record<string, unknown>;

const KINDS = WAYS.map(({ kind }) => kind);
const Known = z.discriminatedUnion('way', [toSchema(WAYS[0]), ...WAYS.slice(1).map(toSchema)]);
/** An entry whose way is wrong: its other mistakes are told with it, as far as they have nothing to do with the way. */
const OfNoWay = z.looseObject(common);

const Entry = z
  .unknown()
  .superRefine((input, context) => {
    if (typeof input !== 'object' || input === null) return;
    const way: unknown = 'way' in input ? input.way : undefined;
    if (KINDS.some((known) => known === way)) return;
    context.addIssue({ code: 'custom', path: ['way'], message: badWay(way) });
    for (const { path, message } of OfNoWay.safeParse(input).error?.issues ?? [])
      context.addIssue({ code: 'custom', path: [...path], message });
  })
  .pipe(Known);

const Plan = strictObject({
  from: day,
  to: day,
  sources: z.array(Entry).min(1),
});

/** A plan file, read: its entries with their days. */
export interface BackfillPlan {
  /** Against which file names in the plan are taken. */
  folder: string;
  entries: { entry: PlanEntry; window: DaySpan }[];
}

/** Reads a plan file. Throws one UsageError that lists its mistakes as "file:line: where: what". */
export function loadPlan(path: string, catalog: Catalog): BackfillPlan {
  const { value, lineOf } = readYamlFile(path, Plan);
  const mistakes: string[] = [];
  const ids = new Set<string>();
  const entries = value.sources.map((source, index) => {
    const entry = source as PlanEntry; // the union's schema has just checked it; its type is lost in the registry
    const window = { from: entry.from ?? value.from, to: entry.to ?? value.to };
    const mistake = (key: string, what: string) =>
      mistakes.push(
        `${path}:${lineOf(['sources', index, key])}: sources.${index}${key ? `.${key}` : ''}: ${what}`,
      );
    if (ids.has(entry.id)) mistake('id', `"${entry.id}" stands here twice`);
    ids.add(entry.id);
    if (window.from > window.to) mistake('from', `${window.from} lies behind ${window.to}`);
    checkFeed(entry, catalog, mistake);
    return { entry, window };
  });
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return { folder: resolve(dirname(path)), entries };
}

function checkFeed(entry: PlanEntry, catalog: Catalog, mistake: (key: string, what: string) => void): void {
  const way = wayOf(entry.way);
  if (entry.feed !== undefined) {
    if (!catalog.find(entry.feed)) {
      const meant = didYouMean(
        entry.feed,
        catalog.feeds.map(({ id }) => id),
      );
      mistake('feed', `no feed "${entry.feed}" in feeds.yaml${meant ? `; did you mean "${meant}"?` : ''}`);
    }
    if (entry.outlet !== undefined) mistake('outlet', 'the feed names its outlet');
  } else if (way.needs === 'feed') mistake('id', `way "${entry.way}" needs feed: the id of a feed`);
  else if (entry.outlet === undefined || entry.lang === undefined)
    mistake('id', 'needs feed, or outlet and lang');
  else if ('url' in way.settings && entry['url'] === undefined) mistake('id', 'needs feed, or url');
}

function toSchema(way: Way) {
  return strictObject({ ...common, way: z.literal(way.kind), ...way.settings });
}

function badWay(way: unknown): string {
  const given = typeof way === 'string' ? way : way === undefined ? '' : JSON.stringify(way);
  const meant = didYouMean(given, KINDS);
  return `unknown way "${given}"; ${meant ? `did you mean "${meant}"?` : `there are ${KINDS.join(', ')}`}`;
}

/** An entry that comes back from storage. Throws on what no plan said. */
export function parseEntry(stored: unknown): PlanEntry {
  return Entry.parse(stored);
}
