import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { MENTION_TYPES, type MentionType } from '../taxonomy.ts';
import { readYamlFile } from '../yaml-file.ts';
import { VOTES_NEEDED } from './meeting.ts';
import { PERMANENT_MEMBERS } from './states.ts';
import { parseSymbol } from './symbol-parse.ts';

/**
 * What a state did: "vetoed" only where a permanent member voted against a draft with nine votes; "held" a request in a
 * committee; "opposed" what needs agreement; "sponsored" asked for it; "refused" its signature.
 */
export const STANCES = [
  'for',
  'against',
  'abstained',
  'vetoed',
  'held',
  'opposed',
  'sponsored',
  'refused',
] as const;
export type Stance = (typeof STANCES)[number];

export const ROW_KINDS = [
  'decision',
  'failed_draft',
  'veto',
  'procedural',
  'ngo',
  'hold',
  'statement',
  'webcast',
  'not_held',
  'no_open_meeting',
  'initiative',
  'held',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

export const TOPICS = [
  'human_rights',
  'panel',
  'sanctions',
  'easing',
  'petroleum',
  'listing',
  'presidential_statement',
  'statement',
  'webcast',
  'ngo',
] as const;
export type Topic = (typeof TOPICS)[number];

/** How it ended: of drafts, meetings, statements, requests and listings. */
export const OUTCOMES = [
  'adopted',
  'not_adopted',
  'never_voted',
  'held',
  'refused',
  'not_held',
  'closed',
  'not_agreed',
  'on_hold',
  'granted',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const symbol = z.string().refine((text) => parseSymbol(text) !== null, 'is no UN symbol');
const tally = z.strictObject({ yes: z.int().min(0), no: z.int().min(0), abstain: z.int().min(0) });

const row = z
  .strictObject({
    id: z.string().regex(/^\d{4}-\d\d-\d\d-[a-z0-9-]+$/u),
    date: z.iso.date(),
    /** The day is known roughly only. */
    about: z.boolean().default(false),
    symbols: z.array(symbol),
    kind: z.enum(ROW_KINDS),
    topics: z.array(z.enum(TOPICS)).min(1),
    what: z.string(),
    tally: tally.nullable().default(null),
    stances: z.record(z.string().regex(/^[A-Z]{2}$/u), z.enum(STANCES)),
    /** The stance of every member that `stances` does not name; null where that is not known. */
    others: z.enum(STANCES).nullable().default(null),
    outcome: z.enum(OUTCOMES),
    consequence: z.string().nullable().default(null),
    evidence: z.string(),
    /** Derived from a record or release and not yet looked at by an analyst. */
    review: z.enum(['curated', 'derived']).default('curated'),
  })
  .refine(({ kind, tally, stances }) => {
    const vetoers = Object.keys(stances).filter((code) => stances[code] === 'vetoed');
    if (kind !== 'veto') return vetoers.length === 0;
    const isPermanent = vetoers.every((code) => PERMANENT_MEMBERS.includes(code));
    return vetoers.length > 0 && isPermanent && tally !== null && tally.yes >= VOTES_NEEDED;
  }, 'only a permanent member vetoes, and only a draft that had nine votes')
  .transform((entry) => ({ ...entry, keys: keysOf(entry.symbols) }));

/** The comparison keys of symbols. */
export function keysOf(symbols: readonly string[]): string[] {
  return symbols.flatMap((text) => parseSymbol(text)?.key ?? []);
}

/** One decision, failure or refusal of the Council on the DPRK. */
export type CouncilRow = z.output<typeof row>;

const file = z.strictObject({ types: z.array(z.enum(MENTION_TYPES)), rows: z.array(row) });
const PATH = fileURLToPath(new URL('data/council-record.yaml', import.meta.url));

/** The record, and the mention types whose tellings are compared with it. */
export interface CouncilRecord {
  types: ReadonlySet<MentionType>;
  /** Oldest first. */
  rows: readonly CouncilRow[];
}

/** The curated record. Throws UsageError naming file and line where an entry breaks the rules. */
export function readCouncilRecord(path: string = PATH): CouncilRecord {
  const { types, rows } = readYamlFile(path, file).value;
  return { types: new Set(types), rows: rows.toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
}

/** A row in the form in which it is stored; the keys follow from the symbols. */
export function storedRow({ keys: _keys, ...rest }: CouncilRow): Omit<CouncilRow, 'keys'> {
  return rest;
}

/** A row that comes back from storage. Throws on what is no row. */
export function parseCouncilRow(stored: unknown): CouncilRow {
  return row.parse(stored);
}
