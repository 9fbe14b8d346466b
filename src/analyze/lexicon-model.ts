import type { Category, MentionType, Status } from '../taxonomy.ts';
import type { HanMap } from './fold.ts';
import type { FormEntry } from './forms.ts';
import type { Matcher } from './matcher.ts';
import type { FrameSource, NewsRule, StatusRule, TypeSource } from './schema.ts';

/** A term or actor by number; frames and rules compare numbers, never words. */
export type Concept = number;
/** Alternatives that fill one place of a frame. */
export type Slot = readonly Concept[];

/** What must stand together, whatever type of mention it makes. */
export interface Pattern {
  id: string;
  slots: readonly Slot[];
  sentence: readonly Slot[];
  near: readonly Slot[];
  text: readonly Slot[];
  not: Slot;
  notText: Slot;
  source: FrameSource;
}

export interface Frame extends Pattern {
  type: MentionType;
}

export interface MentionKind {
  type: MentionType;
  category: Category;
  immediate: boolean;
  status: Status;
  historyBefore: number | null;
  yieldsTo: readonly MentionType[];
  /** What the text must hold before words alone propose this type. */
  proposedWith: readonly Slot[];
  roles: TypeSource['roles'];
  items: Slot;
}

export type CompiledStatusRule = Omit<StatusRule, 'cue' | 'unless' | 'with' | 'near' | 'barred'> & {
  cue: Slot;
  unless: Slot;
  with: Slot;
  near: Slot;
  barred: Slot;
};
export type CompiledNewsRule = Omit<NewsRule, 'cue' | 'unless'> & { cue: Slot; unless: Slot };

/** Everything in keywords/, checked and ready to match. */
export interface Lexicon {
  subject: string;
  bystanders: ReadonlySet<string>;
  particles: { from: string[]; to: string[]; subject: string[] };
  han: HanMap;
  matcher: Matcher;
  /** What each pattern of the matcher stands for. */
  entries: readonly (readonly FormEntry[])[];
  concepts: ReadonlyMap<string, Concept>;
  names: readonly string[];
  bodies: ReadonlyMap<string, { name: string; state: string | null; anyState: boolean }>;
  frames: readonly Frame[];
  continuations: readonly Pattern[];
  kinds: ReadonlyMap<MentionType, MentionKind>;
  statusRules: readonly CompiledStatusRule[];
  /** Terms that decide a status and name no act. */
  cues: ReadonlySet<Concept>;
  /** States, kinds of their names, and bodies. */
  actors: ReadonlySet<Concept>;
  /** Acts that a "not" beside them undoes. */
  negatable: Slot;
  newsRules: readonly CompiledNewsRule[];
}
