import type { Status } from '../taxonomy.ts';
import type { Span } from './clauses.ts';
import { has, hitsOf, type Document, type Line } from './document.ts';
import type { CompiledNewsRule, Lexicon, Slot } from './lexicon.ts';

export interface NewsQuestion {
  line: Line;
  quote: Span;
  status: Status;
  eventDate: string | null;
  /** The mention opens the text and nothing of another kind stands before it, or the text is about nothing else. */
  lead: boolean;
  /** It has a date of its own or a figure: what is repeated in general terms has neither. */
  specific: boolean;
}

const DAY_MS = 86_400_000;

/** Whether a mention is news about its act: the first rule of cues.yaml that fits decides; without one it is none. */
export function isNews(
  question: NewsQuestion,
  document: Document,
  lexicon: Lexicon,
): { news: boolean; rule: string } {
  const rule = lexicon.newsRules.find((candidate) => fits(candidate, question, document));
  return { news: rule?.news ?? false, rule: rule?.name ?? 'no rule' };
}

function fits(rule: CompiledNewsRule, question: NewsQuestion, document: Document): boolean {
  if (rule.status && !rule.status.includes(question.status)) return false;
  if (rule.lead !== undefined && rule.lead !== question.lead) return false;
  if (rule.specific !== undefined && rule.specific !== question.specific) return false;
  if (rule.older !== undefined && !(ageInDays(question.eventDate, document.input.published) > rule.older))
    return false;
  if (rule.cue.length > 0 && !found(rule.cue, rule.where ?? 'sentence', question, document)) return false;
  return rule.unless.length === 0 || !found(rule.unless, rule.where ?? 'sentence', question, document);
}

function found(cue: Slot, where: string, { line, quote }: NewsQuestion, document: Document): boolean {
  if (where === 'text') return cue.some((concept) => document.concepts.has(concept));
  const [first] = document.lines;
  if (where === 'title') return first?.title === true && has(first, cue);
  if (where === 'sentence') return has(line, cue);
  return hitsOf(line, cue).some((hit) => hit.start >= quote.start && hit.end <= quote.end);
}

/** Days from the end of the event's day, month or year to publication; -1 where either is unknown. */
function ageInDays(eventDate: string | null, published: string | null | undefined): number {
  if (!eventDate || !published) return -1;
  const [year = 0, month = 12, day = 31] = eventDate.split('-').map(Number);
  const last = Math.min(day, new Date(Date.UTC(year, month, 0)).getUTCDate());
  const age = (Date.parse(published.slice(0, 10)) - Date.UTC(year, month - 1, last)) / DAY_MS;
  return Number.isNaN(age) ? -1 : age;
}
