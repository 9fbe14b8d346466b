import { compare, type Rarity, type Sign } from './compare.ts';
import type { EventProfile } from './profile.ts';
import { linkingRules, type LinkingRules } from './rules.ts';

export interface Candidate {
  id: string;
  profile: EventProfile;
}

export interface Decision {
  /** The event that the mention is about; null: it founds one. */
  eventId: string | null;
  /** Sum of the evidence for the best candidate; at `threshold` of keywords/linking.yaml and above it joins. */
  score: number;
  /** The evidence, strongest first: "same day +3.0". */
  reasons: string[];
}

/**
 * Which of the candidates (events that share a blocking key with the mention) the mention is about. Pure; the order of the
 * candidates does not matter: equal scores go to the smaller id.
 */
export function decide(profile: EventProfile, candidates: readonly Candidate[]): Decision {
  const rules = linkingRules();
  const rarity = rarityAmong(candidates);
  let best: { id: string; score: number; signs: Sign[] } | null = null;
  for (const { id, profile: event } of candidates) {
    const signs = signsFor(event, profile, rules, rarity);
    if (!signs) continue;
    const score = signs.reduce((sum, sign) => sum + sign.weight, 0);
    if (!best || score > best.score || (score === best.score && id < best.id)) best = { id, score, signs };
  }
  if (!best) return { eventId: null, score: rules.prior, reasons: [] };
  return {
    eventId: best.score >= rules.threshold ? best.id : null,
    score: best.score,
    reasons: best.signs.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).map(describe),
  };
}

function describe(sign: Sign): string {
  return `${sign.reason} ${sign.weight > 0 ? '+' : ''}${sign.weight.toFixed(1)}`;
}

/** Within one document names, places and words are shared by all; only type, date and what contradicts tell mentions apart. */
function signsFor(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  rarity: Rarity,
): Sign[] | null {
  const signs = compare(event, mention, rules, rarity);
  const together = mention.documents.some((id) => event.documents.includes(id));
  if (!signs || !together) return signs;
  const telling = signs.filter(
    ({ kind, weight }) => kind === 'type' || kind === 'date' || (weight < 0 && kind !== 'prior'),
  );
  const { base, undatedBesidePast } = rules.sameDocument;
  const past: Sign[] = isUndatedBesidePast(event, mention, rules)
    ? [{ kind: 'date', reason: 'undated beside what is past', weight: undatedBesidePast }]
    : [];
  return [{ kind: 'prior', reason: 'same document', weight: base }, ...telling, ...past];
}

/** Whether a mention of the news gives no date and the event lies well before it. */
function isUndatedBesidePast(event: EventProfile, mention: EventProfile, rules: LinkingRules): boolean {
  const { published } = mention;
  if (published === null || mention.recalled || mention.dates.length > 0 || event.dates.length === 0)
    return false;
  return event.dates.every(({ to }) => published.from - to > rules.sameDocument.pastDays);
}

/** Past this many candidates with one name the name no longer tells them apart. */
function rarityAmong(candidates: readonly Candidate[]): Rarity {
  const counts = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { profile } of candidates) {
    for (const name of new Set([...profile.own.names, ...profile.context.names])) count(`name ${name}`);
    for (const place of new Set([...profile.own.places, ...profile.context.places])) count(`place ${place}`);
    for (const id of new Set([...profile.own.concepts, ...profile.context.concepts])) count(`concept ${id}`);
  }
  return (kind, value) => 1 / (1 + Math.log2(Math.max(1, counts.get(`${kind} ${value}`) ?? 1)) / 2);
}
