import { IANAZone } from 'luxon';
import { z } from 'zod';
import { addressSchema, mailAddress, type Address } from '../channels/posts.ts';
import { UsageError } from '../errors.ts';
import { CATEGORY_IDS, MENTION_TYPES, STATUSES } from '../taxonomy.ts';
import { parseYaml, readYamlFile, type YamlFile } from '../yaml-file.ts';
import { isPlainLine } from './address.ts';
import { alertRuleSchema } from './alert-rules.ts';

/** In the order of ISO 8601 and luxon, which count Monday as 1. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const DAY_GROUPS: Readonly<Record<string, readonly number[]>> = {
  daily: EVERY_DAY,
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
};
const DAYS_WANTED = `must be daily, weekdays, weekends, one of ${WEEKDAYS.join(', ')}, or a list of these days`;
const MAX_NAME = 100;

const localTime = z
  .string('must be a local time in quotes, such as "07:00"')
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'must be a local time from "00:00" to "23:59", such as "07:00"');

const localTimes = z
  .preprocess(toList, z.array(localTime).min(1).max(4))
  .transform((times) => [...new Set(times)].sort());

/** Days of the week, 1 (Monday) to 7, sorted. */
const days = z.preprocess(toList, z.array(z.string(DAYS_WANTED)).min(1)).transform((names, context) => {
  const numbers = names.flatMap((name) => weekdaysOf(name) ?? []);
  if (names.some((name) => !weekdaysOf(name))) context.addIssue(DAYS_WANTED);
  return [...new Set(numbers)].sort((a, b) => a - b);
});

/** A weekly edition comes on Mondays, a daily one every day, unless the file names other days. */
const digest = z
  .strictObject({
    edition: z.enum(['daily', 'weekly']).default('daily'),
    at: localTimes,
    days: days.optional(),
  })
  .transform((entry) => ({ ...entry, days: entry.days ?? (entry.edition === 'weekly' ? [1] : EVERY_DAY) }));

/** Nobody reads that many; a mistake in a script does write them. */
const MAX_CHANNELS = 20;
const MAX_ALERT_RULES = 100;

/** A minute for the message to arrive; after a day the digest has told of it. */
const escalate = z.strictObject({
  /** Minutes from when the alert goes out. */
  after: z.number('must be a number of minutes').int().min(1).max(1_440),
  /** Id of the subscriber who is alerted next. */
  to: z.string(),
});

const quietHours = z.strictObject({ from: localTime, to: localTime });

const subscriberEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u, 'must be 1 to 40 of a-z, 0-9 and "-", such as "j-doe"'),
  name: z
    .string()
    .min(1)
    .max(MAX_NAME)
    .refine(isPlainLine, 'must be on one line, without control characters'),
  /** Takes digests and alerts; short for an entry of channels. */
  email: mailAddress.nullable().default(null),
  channels: z.array(addressSchema).max(MAX_CHANNELS).default([]),
  /** IANA zone in which the reader's days and hours are meant. */
  zone: z.string().refine(isIanaZone, 'must be an IANA time zone, such as "Asia/Seoul"'),
  /** Language of the frame text; quotes stay in theirs. */
  language: z.enum(['en', 'ko']).default('en'),
  /** Empty for a reader of alerts alone. */
  digests: z
    .preprocess(toList, z.array(digest))
    .default([{ edition: 'daily', at: ['07:00'], days: EVERY_DAY }]),
  /** Null means all. */
  categories: z.array(z.enum(CATEGORY_IDS)).min(1).nullable().default(null),
  types: z.array(z.enum(MENTION_TYPES)).min(1).nullable().default(null),
  /** Only events that these states facilitate; null means all. */
  facilitators: z
    .array(z.string().regex(/^[A-Z]{2}$/u, 'must be a two-letter country code such as "CN"'))
    .min(1)
    .nullable()
    .default(null),
  minConfidence: z.number().min(0).max(1).default(0),
  minStatus: z.enum(STATUSES).nullable().default(null),
  alerts: z.boolean().default(true),
  /** Further events that alert this reader, whatever their type. */
  alertOn: z.preprocess(toList, z.array(alertRuleSchema).max(MAX_ALERT_RULES)).default([]),
  /** Local hours in which alerts wait; equal ends mean none. */
  quietHours: quietHours.nullable().default(null),
  /** Types whose alerts do not wait for the end of the quiet hours. */
  urgent: z.array(z.enum(MENTION_TYPES)).default([]),
  /** More new alerts than this within five minutes come as one message. */
  joinAlertsOver: z.number().int().min(1).max(100).default(3),
  /** Who is alerted next where nobody acknowledges; null: nobody. */
  escalate: escalate.nullable().default(null),
  /** "protected" may see quotes, titles and names that could give away victims and those who help them. */
  role: z.enum(['reader', 'protected']).default('reader'),
  /** First local day on which mail goes out again. */
  pausedUntil: z.iso.date('must be a day in quotes, such as "2026-12-01"').nullable().default(null),
});

/**
 * `channels` then holds every address, the mail address first; `email` is the first mail address, or null. What no channel takes is
 * not made: a digest that reaches nobody would still count as told.
 */
export const subscriberSchema = subscriberEntry.transform((entry, context) => {
  const short: Address[] =
    entry.email === null
      ? []
      : [{ kind: 'email', name: 'email', for: ['digests', 'alerts'], address: entry.email }];
  const channels = [...short, ...entry.channels];
  if (channels.length === 0) context.addIssue('needs an address: email, or channels');
  const taken = new Set(short.map(keyOf));
  for (const [index, address] of entry.channels.entries()) {
    const key = keyOf(address);
    if (taken.has(key)) {
      const message = `${key} is taken by another channel of this subscriber`;
      context.addIssue({ code: 'custom', path: ['channels', index], message });
    }
    taken.add(key);
  }
  const first = channels.find((address) => address.kind === 'email');
  const takes = (what: Address['for'][number]) => channels.some((address) => address.for.includes(what));
  return {
    ...entry,
    channels,
    email: first?.address ?? null,
    digests: takes('digests') ? entry.digests : [],
    alerts: entry.alerts && takes('alerts'),
  };
});

/** What no two addresses of a subscriber may share: a mail address, or the name under which deliveries are kept. */
function keyOf(address: Address): string {
  return address.kind === 'email' ? address.address.toLowerCase() : `name "${address.name}"`;
}

/** A key without a list, or with comments for a list, is an empty list. */
const subscribersFile = z.strictObject({
  subscribers: z
    .array(subscriberSchema)
    .nullable()
    .transform((list) => list ?? []),
});

export type Subscriber = z.output<typeof subscriberSchema>;

/**
 * Reads `subscribers.yaml`. Throws a UsageError that lists every mistake with file and line. Ids must be
 * unique, since they are what keeps a digest from being sent twice, and whoever is alerted next must be there.
 */
export function readSubscribers(path: string): Subscriber[] {
  return withSoundIds(readYamlFile(path, subscribersFile), path).subscribers;
}

/** As readSubscribers, over a text that the caller holds; `lineOf` says where a subscriber, by index, or a part of it stands. */
export function parseSubscribers(source: string, path: string) {
  return withSoundIds(parseYaml(source, path, subscribersFile), path);
}

function withSoundIds({ value, lineOf }: YamlFile<z.output<typeof subscribersFile>>, path: string) {
  const { subscribers } = value;
  const seen = new Map<string, number>();
  const mistakes = subscribers.flatMap(({ id }, index) => {
    const line = lineOf(['subscribers', index, 'id']);
    const first = seen.get(id);
    if (first === undefined) seen.set(id, line);
    return first === undefined
      ? []
      : [`${path}:${line}: id "${id}" is already taken on line ${first}; choose another`];
  });
  mistakes.push(
    ...subscribers.flatMap(({ id, escalate: next }, index) => {
      const to = subscribers.find((each) => each.id === next?.to);
      if (!next || (to?.alerts && next.to !== id)) return [];
      const problem =
        next.to === id ? 'is this subscriber' : to ? 'takes no alerts' : 'is no subscriber here';
      return [
        `${path}:${lineOf(['subscribers', index, 'escalate', 'to'])}: escalate.to: "${next.to}" ${problem}`,
      ];
    }),
  );
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return {
    subscribers,
    lineOf: (index: number, ...part: PropertyKey[]) => lineOf(['subscribers', index, ...part]),
  };
}

function weekdaysOf(name: string): readonly number[] | null {
  const group = DAY_GROUPS[name];
  if (group) return group;
  const index = WEEKDAYS.findIndex((day) => day === name);
  return index < 0 ? null : [index + 1];
}

/** Lets a file say `at: "07:00"` where a list of one is meant. */
function toList(value: unknown): unknown {
  return value === undefined || value === null || Array.isArray(value) ? value : [value];
}

function isIanaZone(name: string): boolean {
  return name === 'UTC' || (name.includes('/') && IANAZone.isValidZone(name));
}
