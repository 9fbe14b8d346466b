import type { Document, Hit, Line } from './document.ts';
import type { Lexicon } from './lexicon.ts';
import { isAside } from './aside.ts';

/**
 * Who a sentence is about when it does not say. Only one gold sentence in nine names the DPRK beside the act: nationality is in
 * the title, a sentence earlier, or behind "the North", a port or a firm.
 */
export interface Context {
  /** The subject state is named in the sentence. */
  named(line: Line): boolean;
  /** It is named there, or carried over from the title or a neighbouring sentence. */
  carried(line: Line): boolean;
  /** Other states by how near they stand before the sentence (the sentence itself first). */
  statesBefore(line: Line): string[];
  /** Those of the nearest sentence before it that names any, without those that do nothing there; else those of the title. */
  nearestStates(line: Line): string[];
}

/** How far a nationality carries: sentences back, and ahead where a feature names its hero late. */
const BACK = 6;
const AHEAD = 2;
const TITLE_WEIGHT = 3;

/**
 * Reads the context of a document; weak names ("the North", "the regime") are taken out where nothing backs them, topics ("the
 * Panel of Experts") also where the text is about a third state.
 */
export function readContext(document: Document, lexicon: Lexicon): Context {
  dropUnbackedNames(document, lexicon);
  const focus = countStates(document);
  const own = focus.get(lexicon.subject) ?? 0;
  const rivals = [...focus].filter(
    ([state]) => state !== lexicon.subject && !lexicon.bystanders.has(state) && !NEIGHBOURS.has(state),
  );
  const rival = Math.max(0, ...rivals.map(([, count]) => count));
  const subject = lexicon.concepts.get(lexicon.subject) ?? -1;
  const named = (line: Line): boolean => line.by.has(subject);
  const namedAt = document.lines.map(named);
  const before = new Map<Line, string[]>();
  const nearest = new Map<Line, string[]>();
  const inTitle = document.lines.some((line) => line.title && named(line));
  return {
    named,
    carried(line) {
      if (named(line)) return true;
      if (rival > own) return false;
      if (inTitle) return true;
      const from = Math.max(0, line.index - BACK);
      const to = Math.min(namedAt.length - 1, line.index + AHEAD);
      for (let i = from; i <= to; i += 1) if (namedAt[i]) return true;
      return false;
    },
    nearestStates(line) {
      const held = nearest.get(line) ?? nearestStates(document, line, lexicon);
      nearest.set(line, held);
      return held;
    },
    statesBefore(line) {
      const held = before.get(line) ?? statesBefore(document, line, lexicon.subject);
      before.set(line, held);
      return held;
    },
  };
}

/** States whose presence beside the subject is the rule, so it does not make another state the topic. */
const NEIGHBOURS = new Set(['CN', 'RU']);

function dropUnbackedNames(document: Document, lexicon: Lexicon): void {
  const backers = new Set(['KR', lexicon.subject, ...NEIGHBOURS]);
  const strong = new Set<string>();
  for (const line of document.lines) {
    for (const { state, kind } of line.hits)
      if (state && kind !== 'weak' && kind !== 'topics') strong.add(state);
  }
  const stands = [...strong].some((state) => backers.has(state));
  const strangers = [...strong].some((state) => !backers.has(state) && !lexicon.bystanders.has(state));
  const backed = ({ kind, state }: Hit): boolean => {
    if (kind !== 'weak' && kind !== 'topics') return true;
    return strong.has(state ?? '') || (stands && !(kind === 'topics' && strangers));
  };
  for (const line of document.lines) {
    if (line.hits.every(backed)) continue;
    line.hits = line.hits.filter(backed);
    for (const [concept, hits] of line.by) {
      const kept = hits.filter(backed);
      if (kept.length > 0) line.by.set(concept, kept);
      else line.by.delete(concept);
    }
  }
}

function countStates(document: Document): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of document.lines) {
    for (const hit of line.hits) {
      if (hit.state) counts.set(hit.state, (counts.get(hit.state) ?? 0) + (line.title ? TITLE_WEIGHT : 1));
    }
  }
  return counts;
}

function statesBefore(document: Document, line: Line, subject: string): string[] {
  const states: string[] = [];
  for (let i = line.index; i >= 0 && i >= line.index - BACK; i -= 1) {
    for (const hit of document.lines[i]?.hits ?? []) {
      if (hit.state && hit.state !== subject && !states.includes(hit.state)) states.push(hit.state);
    }
  }
  for (const hit of document.lines[0]?.title ? (document.lines[0]?.hits ?? []) : []) {
    if (hit.state && hit.state !== subject && !states.includes(hit.state)) states.push(hit.state);
  }
  return states;
}

function nearestStates(document: Document, line: Line, lexicon: Lexicon): string[] {
  const usable = (place: Line): string[] =>
    place.hits.flatMap((hit) =>
      hit.state &&
      hit.state !== lexicon.subject &&
      !lexicon.bystanders.has(hit.state) &&
      !isAside(document, place, hit)
        ? [hit.state]
        : [],
    );
  for (let i = line.index - 1; i >= 0 && i >= line.index - BACK; i -= 1) {
    const place = document.lines[i];
    const states = place ? usable(place) : [];
    if (states.length > 0) return [...new Set(states)];
  }
  const [title] = document.lines;
  return title?.title ? [...new Set(usable(title))] : [];
}
