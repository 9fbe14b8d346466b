import { z } from 'zod';
import { LANGUAGES, MENTION_TYPES, STATUSES } from '../taxonomy.ts';

/** The five members that can veto a substantive draft of the Security Council. */
export const PERMANENT_MEMBERS = ['CN', 'FR', 'GB', 'RU', 'US'] as const;

/** Votes that a substantive draft needs; with fewer it fails by itself and nobody has vetoed it. */
export const VOTES_TO_ADOPT = 9;

const country = z.string().regex(/^[A-Z]{2}$/u, 'must be an ISO 3166 alpha-2 code, such as RU');
const words = z.array(z.string().min(1));

/** A bare year is a number to YAML; every other partial date is already text. */
const partialDate = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().refine(isPartialDate, 'must be a real date: YYYY, YYYY-MM or YYYY-MM-DD'),
);

const dateOrInterval = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z
    .string()
    .refine(isDateOrInterval, 'must be YYYY[-MM[-DD]] or an interval FROM/TO of such dates, in order'),
);

const source = z
  .strictObject({
    outlet: z.string().min(1).optional(),
    symbol: z.string().min(1).optional(),
    /** Place in the 2023 report: a page of the printed text, or the heading the passage stands under. */
    report: z.string().min(1).optional(),
    url: z.url().optional(),
    date: partialDate.optional(),
    note: z.string().min(1).optional(),
  })
  .refine(
    (it) => it.outlet ?? it.symbol ?? it.report,
    'must name an outlet, a UN symbol or a place in the report',
  );

const vote = z.strictObject({
  kind: z.enum(['substantive', 'procedural', 'committee']),
  yes: z.int().min(0),
  no: z.int().min(0),
  abstain: z.int().min(0),
  /** Who voted no, as far as the source names them; a shorter list than `no` says that it does not. */
  against: z.array(country).default([]),
  abstaining: z.array(country).default([]),
  veto: z.array(z.enum(PERMANENT_MEMBERS)).default([]),
});

const quantity = z.strictObject({
  text: z.string().min(1),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  unit: z.string().min(1).nullable().default(null),
});

/** What became of a meeting, draft, request or application: the part a tally alone does not tell. */
export const OUTCOMES = [
  'adopted',
  'vetoed',
  'held',
  'not_held',
  'refused',
  'granted',
  'on_hold',
  'not_agreed',
  'never_voted',
] as const;

/** One event as an analyst writes it in baseline/*.yaml; baseline/README.md explains the fields. */
export const eventSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens'),
  type: z.enum(MENTION_TYPES as [(typeof MENTION_TYPES)[number]]).optional(),
  related: z.literal(true).optional(),
  date: dateOrInterval,
  reported: partialDate.optional(),
  title: z.string().min(1),
  status: z.enum(STATUSES),
  facilitators: z.array(country).default([]),
  supplier: country.nullable().default(null),
  recipient: country.nullable().default(null),
  items: words.default([]),
  quantity: quantity.nullable().default(null),
  place: z.string().min(1).nullable().default(null),
  names: words.default([]),
  unSymbols: words.default([]),
  outcome: z.enum(OUTCOMES).nullable().default(null),
  vote: vote.nullable().default(null),
  sources: z.array(source).min(1, 'every event needs a source'),
  confidence: z.enum(['A', 'B', 'C']),
  check: z.literal('unverified').optional(),
  terms: words.default([]),
});

export const baselineFileSchema = z.strictObject({ events: z.array(eventSchema).min(1) });

/** Names and terms as each language writes them, by a key that events cite. */
export const termsFileSchema = z.strictObject({
  terms: z.record(
    z.string().regex(/^[a-z0-9-]+$/u, 'must be lower-case, with hyphens'),
    z.strictObject(Object.fromEntries(LANGUAGES.map((lang) => [lang, words.min(1)]))),
  ),
});

export type RawEvent = z.output<typeof eventSchema>;
export type BaselineSource = z.output<typeof source>;
export type BaselineVote = z.output<typeof vote>;
export type Outcome = (typeof OUTCOMES)[number];

/** Splits "FROM/TO" or a single date into its two ends; a single date is both. */
export function datesOf(value: string): { from: string; to: string } {
  const [from = '', to = from] = value.split('/');
  return { from, to };
}

function isDateOrInterval(value: string): boolean {
  const parts = value.split('/');
  const { from, to } = datesOf(value);
  // Cut to the shorter: "2023-09/2023-09-15" is in order although the first is the longer interval.
  const shared = Math.min(from.length, to.length);
  return parts.length <= 2 && parts.every(isPartialDate) && from.slice(0, shared) <= to.slice(0, shared);
}

function isPartialDate(value: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(value);
  if (!match) return false;
  const [, year = '', month = '01', day = '01'] = match;
  const instant = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${year}-${month}-${day}`);
}
