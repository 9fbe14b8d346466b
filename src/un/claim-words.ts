import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../taxonomy.ts';
import { readYamlFile } from '../yaml-file.ts';
import { TOPICS, type Topic } from './council-record.ts';

/** What a telling lays to somebody. */
export const ACTS = ['veto', 'against', 'abstain', 'for', 'hold', 'block', 'oppose', 'sponsor'] as const;
export type Act = (typeof ACTS)[number];

/** What a telling says of the outcome, by what the row is about. */
export const OUTCOME_OF = ['meeting', 'open_meeting', 'draft', 'statement', 'webcast', 'status'] as const;
export type OutcomeOf = (typeof OUTCOME_OF)[number];

const perLanguage = z.partialRecord(z.enum(LANGUAGES), z.string());
const actor = z.string().regex(/^(?:[A-Z]{2}(?:\+[A-Z]{2})?|\?)$/u);
const schema = z.strictObject({
  actors: z.record(actor, perLanguage),
  members: z.array(z.string().regex(/^[A-Z]{2}$/u)),
  dprk: perLanguage,
  topics: z.record(z.enum(TOPICS), perLanguage),
  acts: z.record(z.enum(ACTS), perLanguage),
  act_of: z.partialRecord(z.enum(ACTS), perLanguage),
  by_symbol: z.strictObject({ voted: perLanguage, stopped: perLanguage }),
  object_of: perLanguage,
  authored: perLanguage,
  attempt: perLanguage,
  unreal: perLanguage,
  denied: perLanguage,
  negated: perLanguage,
  alone: perLanguage,
  alone_behind: perLanguage,
  joined: perLanguage,
  outcomes: z.record(z.enum(OUTCOME_OF), z.strictObject({ done: perLanguage, undone: perLanguage })),
});

/** Expressions of one language; null where it has no such words. All are global, for matchAll. */
export interface ClaimWords {
  actors: [codes: string[], words: RegExp][];
  dprk: RegExp | null;
  topics: [topic: Topic, words: RegExp][];
  acts: [act: Act, words: RegExp][];
  /** As `acts`, where who acted stands behind. */
  actsOf: [act: Act, words: RegExp][];
  /** With the symbol of a vote beside it: that somebody voted against it, or stood in its way otherwise. */
  bySymbol: { voted: RegExp | null; stopped: RegExp | null };
  /** In front of a name: they are spoken to, or it is a place. */
  objectBefore: RegExp | null;
  /** Behind a name: a text of theirs follows. */
  authoredBehind: RegExp | null;
  attempt: RegExp | null;
  unreal: RegExp | null;
  /** What is told is said not to be so. */
  denied: RegExp | null;
  negated: RegExp | null;
  alone: RegExp | null;
  /** At once behind a name. */
  aloneBehind: RegExp | null;
  /** The whole of what stands between two names: they are one subject. */
  joined: RegExp;
  outcomes: [of: OutcomeOf, done: RegExp | null, undone: RegExp | null][];
}

const PATH = fileURLToPath(new URL('data/claim-words.yaml', import.meta.url));
const cache = new Map<Language, ClaimWords>();

/** The words of a language, read and compiled once. */
export function claimWords(language: Language): ClaimWords {
  const known = cache.get(language);
  if (known) return known;
  const words = compileAll(language);
  cache.set(language, words);
  return words;
}

function compileAll(language: Language): ClaimWords {
  const data = readYamlFile(PATH, schema).value;
  const one = (entry: z.output<typeof perLanguage>, flags = 'giu'): RegExp | null =>
    compile(entry[language], language, flags);
  /** Names are told from common words by their capitals in English ("US" and "us"). */
  const nameFlags = language === 'en' ? 'gu' : 'giu';
  const table = <K extends string>(
    entries: Partial<Record<K, z.output<typeof perLanguage>>>,
    keys: readonly K[],
  ): [K, RegExp][] =>
    keys.flatMap((key): [K, RegExp][] => {
      const words = one(entries[key] ?? {});
      return words ? [[key, words]] : [];
    });
  return {
    actors: [
      ...Object.entries(data.actors).flatMap(([code, entry]): [string[], RegExp][] => {
        const words = one(entry, code === '?' ? 'giu' : nameFlags);
        return words ? [[code.split('+'), words]] : [];
      }),
      ...data.members.flatMap((code): [string[], RegExp][] => {
        const words = compile(memberName(code, language), language, nameFlags);
        return words ? [[[code], words]] : [];
      }),
    ],
    dprk: one(data.dprk, nameFlags),
    topics: table(data.topics, TOPICS),
    acts: table(data.acts, ACTS),
    actsOf: table(data.act_of, ACTS),
    bySymbol: { voted: one(data.by_symbol.voted), stopped: one(data.by_symbol.stopped) },
    objectBefore:
      data.object_of[language] === undefined
        ? null
        : new RegExp(`(?<!\\p{L})(?:${data.object_of[language]})\\s+(?:the\\s+)?$`, 'iu'),
    authoredBehind: authoredBehind(data.authored[language]),
    attempt: one(data.attempt),
    unreal: one(data.unreal, nameFlags), // "may" is not the month
    denied: one(data.denied),
    negated: one(data.negated),
    alone: one(data.alone),
    aloneBehind: one(data.alone_behind, 'uy'),
    joined: new RegExp(`^(?:['’]s?)?\\s*(?:${alternatives(data.joined[language] ?? 'and')})\\s*$`, 'iu'),
    outcomes: OUTCOME_OF.map((of) => [of, one(data.outcomes[of].done), one(data.outcomes[of].undone)]),
  };
}

/** The usual name of a state; in Russian its endings change: "Бразилия", "Бразилией". */
function memberName(code: string, language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? '';
  const escaped = name.replace(/[.()]/gu, '\\$&').replaceAll(' ', '\\s');
  return language === 'ru' ? `${escaped.replace(/[аяеийьы]{1,2}$/u, '')}~` : escaped;
}

/** Lines are alternatives; "~" is any run of letters; where words are spaced they stand between borders. */
function compile(source: string | undefined, language: Language, flags: string): RegExp | null {
  if (source === undefined || source === '') return null;
  const words = alternatives(source);
  const spaced = language === 'en' || language === 'ru';
  return new RegExp(spaced ? `(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])` : `(?:${words})`, flags);
}

function alternatives(source: string): string {
  return source.split('\n').join('|').replaceAll('~', '\\p{L}*');
}

/** "the American draft", "China's own proposal", "미국의 요청", "米国の提案": up to two words may stand in between. */
function authoredBehind(source: string | undefined): RegExp | null {
  if (source === undefined) return null;
  const nouns = alternatives(source);
  const spaced = "(?:['’]s|-led)?\\s+(?:[\\p{L}-]+\\s+){0,2}?";
  const joined = '(?:의|の|的)?\\s?(?:[\\p{L}\\p{N}]{0,6}(?:의|の|的)\\s?)?';
  return new RegExp(`^(?:${spaced}(?:${nouns})(?!\\p{L})|${joined}(?:${nouns}))`, 'iu');
}
