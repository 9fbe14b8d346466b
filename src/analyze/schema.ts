import { z } from 'zod';
import { CATEGORY_IDS, LANGUAGES, MENTION_TYPES, STATUSES } from '../taxonomy.ts';

/** Shapes of the files in keywords/; keywords/README.md explains them to analysts. */

const form = z.string().trim().min(1);
export const formsSchema = z.partialRecord(z.enum(LANGUAGES), z.array(form));
export type Forms = z.output<typeof formsSchema>;

const conceptName = z.string().regex(/^[a-z][a-z0-9_]*$/u, 'a term is named in small letters, digits and _');
const expression = z
  .string()
  .regex(/^[A-Za-z0-9_.|+ ]+$/u, 'terms are joined with + and alternatives with |');
const day = z.iso.date();

export const termsSchema = z.record(conceptName, formsSchema);
export const groupsSchema = z.record(conceptName, z.array(z.string()).min(1));

export const ACTOR_KINDS = [
  'names',
  'people',
  'places',
  'organs',
  'companies',
  'ships',
  'persons',
  'topics',
  'weak',
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
const stateSchema = z.strictObject(
  Object.fromEntries(ACTOR_KINDS.map((kind) => [kind, formsSchema.optional()])) as Record<
    ActorKind, // Object.fromEntries forgets the literal keys
    z.ZodOptional<typeof formsSchema>
  >,
);

export const actorsSchema = z.strictObject({
  /** The state that the whole product is about; every frame asks for it unless it says otherwise. */
  subject: z.string().regex(/^[A-Z]{2}$/u),
  /** States that mostly speak about others; they are a party only where the sentence marks them as one. */
  bystanders: z.array(z.string().regex(/^[A-Z]{2}$/u)),
  states: z.record(z.string().regex(/^[A-Z]{2}$/u, 'an ISO 3166 code of two letters'), stateSchema),
  bodies: z.record(
    conceptName,
    z.strictObject({
      name: form,
      state: z.string().optional(),
      /** Every state has such an office ("prosecutors"), so its nationality is read off the text. */
      any_state: z.boolean().default(false),
      forms: formsSchema,
    }),
  ),
});

const statusRule = z.strictObject({
  status: z.enum(STATUSES),
  cue: expression,
  /** Where the cue must stand: in the quote, before it in the sentence, after it, anywhere in the sentence, in the text. */
  where: z.enum(['inside', 'before', 'after', 'sentence', 'text']),
  words: z.number().int().positive().optional(),
  /** A second cue that must stand somewhere in the text. */
  with: expression.optional(),
  /** The rule speaks only where the frame starts from this status. */
  from: z.enum(STATUSES).optional(),
  unless: expression.optional(),
  /** Cues that must stand, or must not stand, anywhere in the sentence. */
  near: expression.optional(),
  barred: expression.optional(),
  /** For `inside`: the cue must govern the act, so it stands before it and in its clause (in languages whose verb comes first). */
  leads: z.boolean().default(false),
});

const newsRule = z.strictObject({
  name: form,
  news: z.boolean(),
  cue: expression.optional(),
  where: z.enum(['quote', 'sentence', 'title', 'text']).optional(),
  status: z.array(z.enum(STATUSES)).optional(),
  /** The event lies at least so many days before publication. */
  older: z.number().int().positive().optional(),
  /** The mention opens the text (title or first sentences, and no other kind before it), or is the only kind in it. */
  lead: z.boolean().optional(),
  /** The mention has a date of its own or a figure. */
  specific: z.boolean().optional(),
  unless: expression.optional(),
});

export const frameSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/u),
  /** What must stand together in one sentence: "arms + send|receive". */
  when: expression,
  /** Most words between the first and the last of them. */
  within: z.number().int().positive().default(16),
  /** Most words between the last two of them, where that must be nearer than the rest: a verb and what it moves. */
  close: z.number().int().positive().optional(),
  /** Counts only where no other frame of its type fits the sentence. */
  fallback: z.boolean().default(false),
  /** Counts only where the text mentions its type elsewhere too: words that say little by themselves ("three more boxes"). */
  follows: z.boolean().default(false),
  /** The words must come in the order written. */
  ordered: z.boolean().default(false),
  /** Where the subject state must be known from: this sentence, this or what came before, the text, or nowhere. */
  subject: z.enum(['sentence', 'context', 'text', 'none']).default('context'),
  /** Further terms: in the same sentence, within two sentences, in the text; each entry must hold. */
  sentence: z.array(expression).default([]),
  near: z.array(expression).default([]),
  text: z.array(expression).default([]),
  /** Terms that forbid: in the same sentence, in the text. */
  not: z.array(expression).default([]),
  not_text: z.array(expression).default([]),
  status: z.enum(STATUSES).optional(),
  confidence: z.number().min(0.05).max(0.99).default(0.8),
  since: day.optional(),
  until: day.optional(),
  supplier: z.string().optional(),
  recipient: z.string().optional(),
  yes: z.array(form).default([]),
  no: z.array(form).default([]),
});

export const cuesSchema = z.strictObject({
  terms: termsSchema,
  groups: groupsSchema.optional(),
  status_rules: z.array(statusRule),
  news_rules: z.array(newsRule),
  /** Frames of no type of their own: a sentence that denies or demands without saying what goes on with the mention before it. */
  continuations: z.array(frameSchema),
  /** Words that open a new clause, so a quote ends before them. */
  clause_openers: formsSchema,
  /** What stands right after a name in languages that mark roles there (Korean, Japanese, some Chinese). */
  particles: z.strictObject({
    from: z.array(form),
    to: z.array(form),
    subject: z.array(form),
  }),
});
export type StatusRule = z.output<typeof statusRule>;
export type NewsRule = z.output<typeof newsRule>;

export const sharedSchema = z.strictObject({ terms: termsSchema, groups: groupsSchema.optional() });

export type FrameSource = z.output<typeof frameSchema>;

const rolesSchema = z.strictObject({
  /** Read supplier and recipient off the sentence; `supplier` and `recipient` hold where it does not say. */
  direction: z.boolean().default(false),
  supplier: z.string().optional(),
  recipient: z.string().optional(),
  /** The subject state is always on the side that is its own here; only the other side is read. */
  one_way: z.boolean().default(false),
  /** Terms whose words become `items`. */
  items: z.array(z.string()).default([]),
  /** Words of the units that this type counts: a quantity with one of them is preferred. */
  units: z.array(z.string()).default([]),
  /** States that may be facilitators; empty means any but the subject. */
  facilitators: z.array(z.string()).default([]),
});

const typeSchema = z.strictObject({
  section: form,
  alert: z.enum(['immediate', 'digest']).default('digest'),
  status: z.enum(STATUSES).default('reported'),
  roles: rolesSchema.default({ direction: false, one_way: false, items: [], units: [], facilitators: [] }),
  /** Events before this year are history; a mention of them needs a later one beside it. */
  history_before: z.number().int().optional(),
  /** Types that the same words tell better: where one of them was found in the quote, this type is not. */
  yields_to: z.array(z.enum(MENTION_TYPES)).default([]),
  /** Terms of which the text must hold one each before words alone propose this type, where no frame found it. */
  proposed_with: z.array(expression).default([]),
  frames: z.array(frameSchema).min(1),
});
export type TypeSource = z.output<typeof typeSchema>;

export const categorySchema = z.strictObject({
  category: z.enum(CATEGORY_IDS),
  terms: termsSchema.optional(),
  groups: groupsSchema.optional(),
  types: z.partialRecord(z.enum(MENTION_TYPES), typeSchema),
});

/** Han characters that mean the same: "common: variants". */
export const hanSchema = z.record(z.string().length(1), z.string().min(1));
