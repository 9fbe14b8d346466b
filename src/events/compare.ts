import type { MentionType } from '../taxonomy.ts';
import { conceptSigns, nameSigns, placeSigns } from './compare-features.ts';
import { figureSigns } from './compare-figures.ts';
import { gapOf, lengthOf, type DaySpan } from './days.ts';
import { sameOrigin } from './origin.ts';
import type { EventProfile } from './profile.ts';
import type { LinkingRules, TypeRule } from './rules.ts';

/** One sign for (positive) or against (negative) two reports telling of one event. */
export interface Sign {
  kind: 'prior' | 'type' | 'date' | 'other';
  reason: string;
  weight: number;
}

/** How telling a name, place or concept is among the candidates at hand: 1 if few share it, towards 0 if many do. */
export type Rarity = (kind: 'name' | 'place' | 'concept', value: string) => number;

/** Null where the two can never be one event (their types share no group). */
export function compare(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  rarity: Rarity,
): Sign[] | null {
  const type = typeSign(event, mention, rules);
  if (!type) return null;
  const rule = ruleOf(mention, rules);
  const date = dateSign(event, mention, rule, rules);
  const signs: (Sign | null)[] = [
    { kind: 'prior', reason: 'prior', weight: rules.prior },
    type,
    copySign(event, mention, rules),
    publicationSign(event, mention, rules),
    date,
    textDaySign(event, mention, date, rules),
    ...actorSigns(event, mention, rules),
    ...sourceSigns(event, mention, rules),
    symbolSign(event, mention, rules),
    ...placeSigns(event, mention, rules, rarity),
    ...figureSigns(
      event,
      mention,
      rules,
      date?.reason === SAME_DAY ? rules.figure.apartOnSameDay : rule.figureApart,
    ),
    ...nameSigns(event, mention, rules, rarity),
    ...conceptSigns(event, mention, rules, rarity),
  ];
  return signs.filter((sign) => sign !== null).filter((sign) => sign.weight !== 0);
}

function typeSign(event: EventProfile, mention: EventProfile, rules: LinkingRules): Sign | null {
  const shared = event.types.find((type) => mention.types.includes(type));
  if (shared) return { kind: 'type', reason: `same type ${shared}`, weight: rules.typeRule(shared).same };
  const related = event.types.some((a) => mention.types.some((b) => areRelated(a, b, rules)));
  return related ? { kind: 'type', reason: 'related type', weight: rules.relatedType } : null;
}

function areRelated(a: MentionType, b: MentionType, rules: LinkingRules): boolean {
  return overlap(rules.groupsOf(a), rules.groupsOf(b));
}

/** A profile of several types is judged by the rule of the first, the founding one. */
function ruleOf(profile: EventProfile, rules: LinkingRules): TypeRule {
  const [first] = profile.types;
  if (!first) throw new Error('an event profile has at least one type');
  return rules.typeRule(first);
}

function copySign(event: EventProfile, mention: EventProfile, rules: LinkingRules): Sign | null {
  const copied = mention.origins.some((a) => event.origins.some((b) => sameOrigin(a, b)));
  return copied && !tellOfOthers(event, mention)
    ? { kind: 'other', reason: 'copy of one text', weight: rules.copy }
    : null;
}

/** One form filled in twice (a ministry's, a court's) is no copy: ships and people differ. */
function tellOfOthers(event: EventProfile, mention: EventProfile): boolean {
  return disjoint(event.own.names, mention.own.names);
}

/** Reports of one event come together; what is told of in passing may lie years back, so distance then says nothing. */
function publicationSign(event: EventProfile, mention: EventProfile, rules: LinkingRules): Sign | null {
  if (!event.published || !mention.published) return null;
  const gap = gapOf(event.published, mention.published);
  const weight = rules.publication.find(({ within }) => gap <= within)?.weight ?? 0;
  if (weight < 0 && (mention.recalled || event.recalled)) return null;
  return { kind: 'other', reason: `published ${gap} d apart`, weight };
}

const SAME_DAY = 'same day';

/** The best of all pairs of dates: an event has several when its reports differ. */
function dateSign(
  event: EventProfile,
  mention: EventProfile,
  rule: TypeRule,
  rules: LinkingRules,
): Sign | null {
  let best: Sign | null = null;
  for (const a of event.dates) {
    for (const b of mention.dates) {
      const sign = spanSign(a, b, rule, rules);
      if (!best || sign.weight > best.weight) best = sign;
    }
  }
  return best;
}

function spanSign(a: DaySpan, b: DaySpan, rule: TypeRule, { date }: LinkingRules): Sign {
  const gap = gapOf(a, b);
  const longest = Math.max(lengthOf(a), lengthOf(b));
  if (gap > rule.days) return { kind: 'date', reason: `dates ${gap} d apart`, weight: rule.dateApart };
  if (gap > 2) return { kind: 'date', reason: 'dates near', weight: 0 };
  if (longest === 1)
    return gap === 0
      ? { kind: 'date', reason: SAME_DAY, weight: date.sameDay }
      : { kind: 'date', reason: 'next day', weight: date.nearDay };
  return longest <= 31
    ? { kind: 'date', reason: 'same month', weight: date.sameMonth }
    : { kind: 'date', reason: 'same year', weight: date.sameYear };
}

/** Calendar days that both name, as date of the act or elsewhere; the day that `date` has already counted is left out. */
function textDaySign(
  event: EventProfile,
  mention: EventProfile,
  counted: Sign | null,
  { date }: LinkingRules,
): Sign | null {
  const inEvent = daysOf(event);
  const shared = [...daysOf(mention)].filter((day) => inEvent.has(day)).length;
  const further = counted?.reason === SAME_DAY ? shared - 1 : shared;
  if (further <= 0) return null;
  return {
    kind: 'other',
    reason: 'same days named',
    weight: Math.min(date.textDays, further * date.textDay),
  };
}

function daysOf(profile: EventProfile): Set<number> {
  const exact = profile.dates.filter((span) => span.from === span.to).map((span) => span.from);
  return new Set([...exact, ...profile.context.days]);
}

function actorSigns(event: EventProfile, mention: EventProfile, { actors }: LinkingRules): (Sign | null)[] {
  const turned = overlap(event.suppliers, mention.recipients) || overlap(event.recipients, mention.suppliers);
  const others =
    disjoint(event.suppliers, mention.suppliers) || disjoint(event.recipients, mention.recipients);
  const parties = sharedOf(
    [...event.suppliers, ...event.recipients],
    [...mention.suppliers, ...mention.recipients],
  );
  const facilitators = sharedOf(event.facilitators, mention.facilitators);
  const apart = disjoint(event.facilitators, mention.facilitators);
  const rare = [...parties, ...facilitators].filter((code) => !actors.common.includes(code));
  return [
    turned ? { kind: 'other', reason: 'other direction', weight: actors.direction } : null,
    others && !turned ? { kind: 'other', reason: 'other supplier or recipient', weight: actors.other } : null,
    facilitators.length > 0
      ? { kind: 'other', reason: 'same facilitator', weight: actors.facilitatorShared }
      : null,
    apart ? { kind: 'other', reason: 'other facilitator', weight: actors.facilitatorOther } : null,
    rare.length > 0 ? { kind: 'other', reason: `rare actor ${rare.join(', ')}`, weight: actors.rare } : null,
    isRareWay(event, mention)
      ? { kind: 'other', reason: 'same way, to the DPRK', weight: actors.toKorea }
      : null,
  ];
}

/** Arms that go to the DPRK are reported far less often than those that come from it. */
function isRareWay(event: EventProfile, mention: EventProfile): boolean {
  return [event, mention].every(
    (profile) => profile.suppliers.length > 0 && profile.recipients.includes('KP'),
  );
}

function sourceSigns(event: EventProfile, mention: EventProfile, { source }: LinkingRules): (Sign | null)[] {
  const shared = overlap(event.sources, mention.sources);
  const apart = disjoint(event.sources, mention.sources);
  return [
    shared ? { kind: 'other', reason: 'same source', weight: source.same } : null,
    apart ? { kind: 'other', reason: 'other source', weight: source.other } : null,
  ];
}

function symbolSign(event: EventProfile, mention: EventProfile, { symbol }: LinkingRules): Sign | null {
  return overlap(event.symbols, mention.symbols)
    ? { kind: 'other', reason: 'same UN symbol', weight: symbol.same }
    : null;
}

function overlap<T>(a: readonly T[], b: readonly T[]): boolean {
  return sharedOf(a, b).length > 0;
}

function disjoint(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !overlap(a, b);
}

function sharedOf<T>(a: readonly T[], b: readonly T[]): T[] {
  return a.filter((value) => b.includes(value));
}
