/** `alertOn` in subscribers.yaml: what alerts a reader beside the types that alert everybody. */
import { z } from 'zod';
import { MENTION_TYPES } from '../taxonomy.ts';
import { isPlainLine } from './address.ts';
import { isWithheld } from './render/protect.ts';
import { wantsEvent } from './select.ts';
import type { Subscriber } from './subscribers.ts';
import type { EventView } from './event-view.ts';
import { countryName } from './wording/countries.ts';

const MAX_TERM = 100;
const MAX_TERMS = 50;
const term = z
  .string('must be a text; write numbers in quotes')
  .max(MAX_TERM)
  .refine(isPlainLine, 'must be on one line, without control characters')
  .refine((text) => fold(text) !== '', 'must hold a letter or digit');
const terms = listOf(term);

/** All that a rule names must hold; of what one key lists, one is enough. */
export const alertRuleSchema = z
  .strictObject({
    type: listOf(z.enum(MENTION_TYPES)),
    /** A state by code or name, or a person, firm, ship or body that is named or speaks. */
    actor: terms,
    place: terms,
    /** Whole words in the headline or quote of a statement, in its language. */
    phrase: terms,
  })
  .refine(
    (rule) => Object.values(rule).some((value) => value !== null),
    'must name a type, actor, place or phrase',
  );

export type AlertRule = z.output<typeof alertRuleSchema>;

/** Why an event alerts a reader. */
export interface AlertMatch {
  /** "alert: immediate", or the reader's rule as they wrote it. */
  rule: string;
  /** What the rule found, in the words of the source; empty where only the type decides. */
  words: string[];
}

/**
 * The rule by which an event alerts this reader, or null: a type that alerts at once and passes the reader's filters, or the first of
 * the reader's own rules that holds. Those stand above the filters by category, type and facilitator, not above confidence and status.
 */
export function alertMatch(subscriber: Subscriber, event: EventView): AlertMatch | null {
  if (event.immediate && wantsEvent(subscriber, event)) return { rule: 'alert: immediate', words: [] };
  if (!wantsEvent({ ...subscriber, categories: null, types: null, facilitators: null }, event)) return null;
  for (const rule of subscriber.alertOn) {
    const words = matchRule(rule, event);
    if (words) return { rule: ruleInWords(rule), words: isWithheld(event, subscriber.role) ? [] : words };
  }
  return null;
}

/** Whether any reader has rules of their own: then every type of event may alert somebody. */
export function hasAlertRules(subscribers: readonly Subscriber[]): boolean {
  return subscribers.some(({ alerts, alertOn }) => alerts && alertOn.length > 0);
}

/** The words that a rule found in an event, or null where it does not hold. */
function matchRule({ type, actor, place, phrase }: AlertRule, event: EventView): string[] | null {
  if (type && !type.includes(event.type)) return null;
  const texts = event.statements.flatMap(({ title, quote }) => [title, quote]);
  const found = [
    actor && firstFound(actor, actorsOf(event)),
    place && firstFound(place, event.place === null ? [] : [event.place]),
    phrase && firstFound(phrase, texts),
  ].filter((words) => words !== null);
  return found.every((words) => words !== undefined) ? found : null;
}

function firstFound(wanted: readonly string[], texts: readonly string[]): string | undefined {
  const folded = texts.map(fold);
  return wanted.find((each) => folded.some((text) => holds(text, fold(each))));
}

/** States by code and by name in the readers' languages, names, and who speaks. */
function actorsOf({ supplier, recipient, facilitators, names, statements }: EventView): string[] {
  const states = [supplier, recipient, ...facilitators].filter((code) => code !== null);
  return [
    ...states.flatMap((code) => [code, countryName(code, 'en'), countryName(code, 'ko')]),
    ...names,
    ...statements.flatMap(({ sourceActor }) => sourceActor ?? []),
  ];
}

/** Whether whole words of a folded text are the term. Han, Kana and Hangul write on without a space or add particles. */
function holds(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (!joins(text.charAt(at - 1), text.charAt(at)) && !joins(text.charAt(end - 1), text.charAt(end)))
      return true;
  }
  return false;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;

function joins(left: string, right: string): boolean {
  return WORD.test(left) && WORD.test(right) && !UNSPACED.test(left) && !UNSPACED.test(right);
}

/** Letter case, width, accents on Latin letters, punctuation and spacing do not count. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

function ruleInWords(rule: AlertRule): string {
  const parts = Object.entries(rule).flatMap(([key, values]) =>
    values ? `${key} ${values.join(' or ')}` : [],
  );
  return `alertOn: ${parts.join(', ')}`;
}

function listOf<T extends z.ZodType>(element: T) {
  return z
    .preprocess(
      (value) => (value === null || value === undefined || Array.isArray(value) ? value : [value]),
      z.array(element).min(1).max(MAX_TERMS).nullable(),
    )
    .default(null);
}
