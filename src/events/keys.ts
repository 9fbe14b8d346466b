import { lengthOf, monthOf, type DaySpan } from './days.ts';
import type { Figure } from './figures.ts';
import { nameKey } from './names.ts';
import type { EventProfile } from './profile.ts';
import { linkingRules, type LinkingRules } from './rules.ts';

/** Blocks of this many days start every half block: two days half a block apart always share one. */
const PUBLICATION_BLOCK = 8;
const EXACT_DAYS = 3;
/** A figure and one within a tenth of it fall into the same or the next step. */
const FIGURE_STEP = Math.log(1.1);
const KEYED = { names: 24, places: 8, figures: 10, days: 6 };

/**
 * Short strings under which an event is kept and looked up: reports of one event share at least one, other events seldom do.
 * Each key holds a group of related types, so that a lookup never meets events that could not match.
 */
export function blockingKeys(profile: EventProfile): string[] {
  const rules = linkingRules();
  const keys = new Set<string>();
  for (const symbol of profile.symbols) keys.add(`s:${symbol}`);
  const facts = [
    ...dayKeys(profile),
    ...placeKeys(profile, rules),
    ...figureKeys(profile),
    ...nameKeys(profile),
    ...publicationKeys(profile),
  ];
  for (const group of groupsOf(profile, rules)) for (const fact of facts) keys.add(`${group}:${fact}`);
  return [...keys];
}

function groupsOf(profile: EventProfile, rules: LinkingRules): string[] {
  const groups = profile.types.flatMap((type) => {
    const ids = rules.groupsOf(type);
    return ids.length > 0 ? ids.map(String) : [type];
  });
  return [...new Set(groups)];
}

/** Exact days of the act, each with its neighbour so that dates a day or two apart meet. */
function dayKeys(profile: EventProfile): string[] {
  const exact = profile.dates.filter((span) => lengthOf(span) === 1).map((span) => span.from);
  return exact
    .slice(0, KEYED.days)
    .flatMap((day) => blocksOf(day, EXACT_DAYS * 2).map((block) => `d${block}`));
}

function placeKeys(profile: EventProfile, rules: LinkingRules): string[] {
  const telling = profile.own.places.filter((place) => rules.placeWeight(place) >= 1).slice(0, KEYED.places);
  return telling.flatMap((place) => monthsOf(profile).map((month) => `p${place}${month}`));
}

function figureKeys(profile: EventProfile): string[] {
  const telling = [...profile.own.figures, ...profile.context.figures]
    .filter(isTelling)
    .slice(0, KEYED.figures);
  return telling.flatMap((figure) => {
    const step = Math.round(Math.log(figure.min) / FIGURE_STEP);
    return yearsOf(profile).flatMap((year) => [step, step + 1].map((s) => `q${figure.unit}${s}y${year}`));
  });
}

function isTelling(figure: Figure): boolean {
  return figure.min >= 3;
}

function nameKeys(profile: EventProfile): string[] {
  const names = [...new Set([...profile.own.names, ...profile.context.names])].slice(0, KEYED.names);
  return names.flatMap((name) => yearsOf(profile).map((year) => `n${nameKey(name)}${year}`));
}

function publicationKeys(profile: EventProfile): string[] {
  const ends = profile.published ? [profile.published.from, profile.published.to] : [];
  const who = [...profile.facilitators, ...profile.suppliers, ...profile.recipients].filter(
    (code) => code !== 'KP',
  );
  const actors = who.length > 0 ? [...new Set(who)] : ['-'];
  return ends.flatMap((day) =>
    blocksOf(day, PUBLICATION_BLOCK).flatMap((block) =>
      actors.slice(0, 3).map((actor) => `w${block}${actor}`),
    ),
  );
}

function blocksOf(day: number, size: number): number[] {
  const half = Math.floor(day / (size / 2));
  return [half - 1, half];
}

/** Months in which the act took place or was told of. */
function monthsOf(profile: EventProfile): string[] {
  return [...new Set(endsOf(profile).map(monthOf))];
}

function yearsOf(profile: EventProfile): string[] {
  return [...new Set(endsOf(profile).map((day) => monthOf(day).slice(0, 4)))];
}

function endsOf(profile: EventProfile): number[] {
  const spans: DaySpan[] = [...profile.dates.slice(0, 3), ...(profile.published ? [profile.published] : [])];
  return spans.flatMap((span) => (lengthOf(span) > 366 ? [span.to] : [span.from, span.to]));
}
