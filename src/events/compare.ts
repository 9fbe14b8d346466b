import type { MentionType } from '../taxonomy.ts';
import { gapOf, lengthOf, type DaySpan } from './days.ts';
import type { Figure } from './figures.ts';
import { jaroWinkler } from './fold.ts';
import { nameKey } from './names.ts';
import { sameOrigin } from './origin.ts';
import type { EventProfile } from './profile.ts';
import type { LinkingRules, TypeRule } from './rules.ts';

/** One sign for (positive) or against (negative) two reports telling of one event. */
export interface Sign {
  reason: string;
  weight: number;
}

/** How telling a name, place or concept is among the candidates at hand: 1 if few share it, towards 0 if many do. */
export type Rarity = (kind: 'name' | 'place' | 'concept', value: string) => number;

const SAME_DAY = 'same day';

/** Null where the two can never be one event (their types share no group). */
export function compare(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  rarity: Rarity,
): Sign[] | null {
  const type = typeSign(event, mention, rules);
  if (!type) return null;
  const signs: (Sign | null)[] = [
    { reason: 'prior', weight: rules.prior },
    type,
    copySign(event, mention, rules),
    publicationSign(event.published, mention.published, rules),
    dateSign(event, mention, rules),
    textDaySign(event, mention, rules),
    placeSign(event, mention, rules, rarity),
    figureSign(event, mention, rules),
    ...actorSigns(event, mention, rules),
    nameSign(event, mention, rules, rarity),
    conceptSign(event, mention, rules, rarity),
    symbolSign(event, mention, rules),
  ];
  return signs.filter((sign) => sign !== null && sign.weight !== 0) as Sign[]; // the filter leaves no null
}

function typeSign(event: EventProfile, mention: EventProfile, rules: LinkingRules): Sign | null {
  const shared = event.types.find((type) => mention.types.includes(type));
  if (shared) return { reason: `same type ${shared}`, weight: rules.typeRule(shared).same };
  const related = event.types.some((a) => mention.types.some((b) => areRelated(a, b, rules)));
  return related ? { reason: 'related type', weight: rules.relatedType } : null;
}

function areRelated(a: MentionType, b: MentionType, rules: LinkingRules): boolean {
  const groups = rules.groupsOf(b);
  return rules.groupsOf(a).some((group) => groups.includes(group));
}

function copySign(event: EventProfile, mention: EventProfile, rules: LinkingRules): Sign | null {
  const copied = mention.origins.some((a) => event.origins.some((b) => sameOrigin(a, b)));
  return copied ? { reason: 'copy of one text', weight: rules.copy } : null;
}

function publicationSign(a: DaySpan | null, b: DaySpan | null, rules: LinkingRules): Sign | null {
  if (!a || !b) return null;
  const gap = gapOf(a, b);
  const line = rules.publication.find(({ within }) => gap <= within);
  return { reason: `published ${gap} d apart`, weight: line?.weight ?? 0 };
}

function dateSign(event: EventProfile, mention: EventProfile, rules: LinkingRules): Sign | null {
  const rule = ruleOf(mention, rules);
  let best: Sign | null = null;
  for (const a of event.dates) {
    for (const b of mention.dates) {
      const sign = spanSign(a, b, rule, rules);
      if (!best || sign.weight > best.weight) best = sign;
    }
  }
  return best;
}

/** A profile of several types is judged by the rule of the first. */
function ruleOf(profile: EventProfile, rules: LinkingRules): TypeRule {
  return rules.typeRule(profile.types[0] ?? 'arms_transfer');
}

function spanSign(a: DaySpan, b: DaySpan, rule: TypeRule, rules: LinkingRules): Sign {
  const gap = gapOf(a, b);
  const longest = Math.max(lengthOf(a), lengthOf(b));
  if (gap > rule.days) return { reason: `dates ${gap} d apart`, weight: rule.dateApart };
  if (longest > 31) return { reason: 'same year', weight: rules.date.sameYear };
  if (longest > 1)
    return gap === 0 ? { reason: 'same month', weight: rules.date.sameMonth } : { reason: 'near', weight: 0 };
  if (gap === 0) return { reason: SAME_DAY, weight: rules.date.sameDay };
  return gap <= 2 ? { reason: 'near day', weight: rules.date.nearDay } : { reason: 'near', weight: 0 };
}

function textDaySign(event: EventProfile, mention: EventProfile, rules: LinkingRules): Sign | null {
  const days = mention.context.days.filter((day) => event.context.days.includes(day));
  return days.length > 0
    ? { reason: 'same days named', weight: Math.min(rules.date.textDays, days.length * rules.date.textDay) }
    : null;
}

function placeSign(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  rarity: Rarity,
): Sign | null {
  const inEvent = new Set([...event.own.places, ...event.context.places]);
  let sum = 0;
  const shared: string[] = [];
  for (const place of new Set([...mention.own.places, ...mention.context.places])) {
    const weight = rules.placeWeight(place);
    if (!inEvent.has(place) || weight === 0) continue;
    const own = mention.own.places.includes(place) && event.own.places.includes(place);
    sum += weight * (own ? rules.place.own : rules.place.context) * rarity('place', place);
    shared.push(place);
  }
  if (shared.length > 0)
    return { reason: `places ${shared.join(', ')}`, weight: Math.min(rules.place.most, sum) };
  const telling = (places: readonly string[]): boolean =>
    places.some((place) => rules.placeWeight(place) >= 1);
  const apart = telling(event.own.places) && telling(mention.own.places);
  return apart ? { reason: 'other places', weight: rules.place.apart } : null;
}

function figureSign(event: EventProfile, mention: EventProfile, rules: LinkingRules): Sign | null {
  const own = agreement(event.own.figures, mention.own.figures, rules);
  const all = agreement(
    [...event.own.figures, ...event.context.figures],
    [...mention.own.figures, ...mention.context.figures],
    rules,
  );
  const share = rules.figure.contextShare;
  const weight = Math.min(rules.figure.most, own.weight + Math.max(0, all.weight - own.weight) * share);
  const apart = own.weight === 0 && contradict(event.own.figures, mention.own.figures);
  if (apart) {
    const onOneDay = dateSign(event, mention, rules)?.reason === SAME_DAY;
    return {
      reason: 'other figures',
      weight: weight + (onOneDay ? rules.figure.apartOnSameDay : ruleOf(mention, rules).figureApart),
    };
  }
  return weight > 0 ? { reason: `figures ${all.shared.join(', ')}`, weight } : null;
}

interface Agreement {
  weight: number;
  shared: string[];
}

function agreement(a: readonly Figure[], b: readonly Figure[], rules: LinkingRules): Agreement {
  const byValue = new Map<string, number>();
  for (const x of a) {
    for (const y of b) {
      if (x.unit !== y.unit && x.unit !== '' && y.unit !== '') continue;
      const weight = likeness(x, y, rules) * (x.unit === y.unit ? 1 : 0.7);
      const key = `${Math.round(x.min)} ${x.unit || y.unit}`;
      if (weight > (byValue.get(key) ?? 0)) byValue.set(key, weight);
    }
  }
  const shared = [...byValue.keys()];
  return { weight: [...byValue.values()].reduce((sum, weight) => sum + weight, 0), shared };
}

function likeness(a: Figure, b: Figure, rules: LinkingRules): number {
  if (a.min <= 1 || b.min <= 1) return 0;
  const near = Math.max(a.min, b.min) / Math.min(a.max, b.max);
  if (a.min === b.min || near <= 1.02) return rules.figure.exact[Math.min(3, digitsOf(a.min) - 1)] ?? 0;
  return near <= 1.1 ? rules.figure.near : 0;
}

/** Significant digits: 50 has one, 165,000 three. */
function digitsOf(value: number): number {
  const digits = String(Math.round(value)).replace(/0+$/u, '').length;
  return value < 10 ? 1 : Math.max(1, digits);
}

/** Both count the same thing, and no count of one is within a tenth of a count of the other. */
function contradict(a: readonly Figure[], b: readonly Figure[]): boolean {
  const units = new Set(a.filter((figure) => figure.unit !== '').map((figure) => figure.unit));
  return b.some((figure) => units.has(figure.unit));
}

function actorSigns(event: EventProfile, mention: EventProfile, rules: LinkingRules): (Sign | null)[] {
  const { direction, other, facilitatorShared, facilitatorOther } = rules.actors;
  const turned = overlap(event.suppliers, mention.recipients) || overlap(event.recipients, mention.suppliers);
  const others =
    disjoint(event.suppliers, mention.suppliers) || disjoint(event.recipients, mention.recipients);
  const facilitators = overlap(event.facilitators, mention.facilitators);
  return [
    turned ? { reason: 'other direction', weight: direction } : null,
    others && !turned ? { reason: 'other supplier or recipient', weight: other } : null,
    facilitators ? { reason: 'same facilitator', weight: facilitatorShared } : null,
    disjoint(event.facilitators, mention.facilitators)
      ? { reason: 'other facilitator', weight: facilitatorOther }
      : null,
  ];
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  return a.some((value) => b.includes(value));
}

function disjoint(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !overlap(a, b);
}

function nameSign(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  rarity: Rarity,
): Sign | null {
  const own = new Set(event.own.names);
  const all = [...new Set([...event.own.names, ...event.context.names])];
  let sum = 0;
  const shared: string[] = [];
  for (const name of new Set([...mention.own.names, ...mention.context.names])) {
    const match = all.find((known) => isSameName(known, name));
    if (!match) continue;
    const both = own.has(match) && mention.own.names.includes(name);
    sum += (both ? rules.name.own : rules.name.context) * rarity('name', match);
    shared.push(name);
  }
  return shared.length > 0
    ? { reason: `names ${shared.join(', ')}`, weight: Math.min(rules.name.most, sum) }
    : null;
}

/** Letters that transliteration systems disagree on are few in a long name and many in a short one. */
const LONG_NAME = 6;
const ALIKE = 0.93;

function isSameName(a: string, b: string): boolean {
  if (a === b) return true;
  if (
    Math.min(a.length, b.length) < LONG_NAME ||
    (a.charCodeAt(0) !== b.charCodeAt(0) && nameKey(a) !== nameKey(b))
  )
    return false;
  return jaroWinkler(a, b) >= ALIKE;
}

function conceptSign(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  rarity: Rarity,
): Sign | null {
  const inEvent = new Set([...event.own.concepts, ...event.context.concepts]);
  const shared = [...new Set([...mention.own.concepts, ...mention.context.concepts])].filter((id) =>
    inEvent.has(id),
  );
  const sum = shared.reduce(
    (total, id) => total + rules.conceptWeight(id) * rules.concept.share * rarity('concept', id),
    0,
  );
  return shared.length > 0
    ? { reason: `both on ${shared.join(', ')}`, weight: Math.min(rules.concept.most, sum) }
    : null;
}

function symbolSign(event: EventProfile, mention: EventProfile, rules: LinkingRules): Sign | null {
  return overlap(event.symbols, mention.symbols)
    ? { reason: 'same UN symbol', weight: rules.symbol.same }
    : null;
}
