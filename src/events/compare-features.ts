import type { Rarity, Sign } from './compare.ts';
import { jaroWinkler } from './fold.ts';
import { nameKey } from './names.ts';
import type { EventProfile, Features } from './profile.ts';
import type { LinkingRules } from './rules.ts';

type Kind = 'places' | 'names' | 'concepts';

/** How much it says that both hold a value: in both mentions (own), or in one of them only elsewhere in the text. */
interface Shares {
  own: number;
  context: number;
  most: number;
}

/** Places that both name; or, where both mentions name places and share none, that they differ. */
export function placeSigns(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  rarity: Rarity,
): Sign[] {
  const weigh = (place: string): number => rules.placeWeight(place) * rarity('place', place);
  const signs = sharedSigns('places', event, mention, rules.place, weigh, sameValue);
  if (signs.length > 0) return signs;
  const telling = (places: readonly string[]): boolean =>
    places.some((place) => rules.placeWeight(place) >= 1);
  const apart = telling(event.own.places) && telling(mention.own.places);
  return apart ? [{ kind: 'other', reason: 'other places', weight: rules.place.apart }] : [];
}

/** Persons, firms and ships that both name, however they are spelt; or that both name some, and share none. */
export function nameSigns(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  rarity: Rarity,
): Sign[] {
  const weigh = (name: string): number => rarity('name', name);
  const signs = sharedSigns('names', event, mention, rules.name, weigh, sameName);
  const apart = signs.length === 0 && event.own.names.length > 0 && mention.own.names.length > 0;
  return apart ? [{ kind: 'other', reason: 'other names', weight: rules.name.apart }] : signs;
}

/** Bodies, goods and circumstances that both speak of. */
export function conceptSigns(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  rarity: Rarity,
): Sign[] {
  const weigh = (id: string): number => rules.conceptWeight(id) * rarity('concept', id);
  return sharedSigns('concepts', event, mention, rules.concept, weigh, sameValue);
}

function sharedSigns(
  kind: Kind,
  event: EventProfile,
  mention: EventProfile,
  shares: Shares,
  weigh: (value: string) => number,
  match: (value: string, among: readonly string[]) => string | null,
): Sign[] {
  const eventAll = allOf(event, kind);
  const own: string[] = [];
  const elsewhere: string[] = [];
  for (const value of allOf(mention, kind)) {
    const known = match(value, eventAll);
    if (known === null || weigh(known) === 0) continue;
    const inBoth = mention.own[kind].includes(value) && match(value, event.own[kind]) !== null;
    (inBoth ? own : elsewhere).push(known);
  }
  const sum = (values: readonly string[], share: number): number =>
    values.reduce((total, value) => total + weigh(value) * share, 0);
  const ownWeight = Math.min(shares.most, sum(own, shares.own));
  const contextWeight = Math.min(shares.most - ownWeight, sum(elsewhere, shares.context));
  const signs: Sign[] = [];
  if (own.length > 0)
    signs.push({ kind: 'other', reason: `same ${kind} ${own.join(', ')}`, weight: ownWeight });
  if (elsewhere.length > 0)
    signs.push({
      kind: 'other',
      reason: `${kind} in the text ${elsewhere.join(', ')}`,
      weight: contextWeight,
    });
  return signs;
}

function allOf(profile: EventProfile, kind: keyof Features & Kind): string[] {
  return [...new Set([...profile.own[kind], ...profile.context[kind]])];
}

function sameValue(value: string, among: readonly string[]): string | null {
  return among.includes(value) ? value : null;
}

function sameName(name: string, among: readonly string[]): string | null {
  return among.find((known) => isSameName(known, name)) ?? null;
}

/** Letters that transliteration systems disagree on are few in a long name and many in a short one. */
const LONG_NAME = 6;
const ALIKE = 0.93;

function isSameName(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < LONG_NAME) return false;
  return (a[0] === b[0] || nameKey(a) === nameKey(b)) && jaroWinkler(a, b) >= ALIKE;
}
