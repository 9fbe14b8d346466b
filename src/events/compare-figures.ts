import type { Sign } from './compare.ts';
import type { Figure } from './figures.ts';
import type { EventProfile } from './profile.ts';
import type { LinkingRules } from './rules.ts';

/** Rounding and "more than": 3,765 and "more than 3,700" are one figure. */
const EQUAL = 1.02;
const NEAR = 1.1;
/** A figure without a known unit may count anything. */
const UNKNOWN_UNIT_SHARE = 0.7;

/**
 * Figures that both give, in the mentions or elsewhere in the texts; `apart` is the weight against where both mentions
 * count the same thing and agree on no count.
 */
export function figureSigns(
  event: EventProfile,
  mention: EventProfile,
  rules: LinkingRules,
  apart: number,
): Sign[] {
  const own = agreed(event.own.figures, mention.own.figures, rules);
  const all = agreed(figuresOf(event), figuresOf(mention), rules);
  const { most, contextShare } = rules.figure;
  const ownWeight = Math.min(most, sumOf(own));
  const contextWeight = Math.min(most - ownWeight, Math.max(0, sumOf(all) - sumOf(own)) * contextShare);
  const elsewhere = [...all.keys()].filter((figure) => !own.has(figure));
  const signs: Sign[] = [];
  if (own.size > 0)
    signs.push({ kind: 'other', reason: `same figures ${[...own.keys()].join(', ')}`, weight: ownWeight });
  if (elsewhere.length > 0)
    signs.push({
      kind: 'other',
      reason: `figures in the text ${elsewhere.join(', ')}`,
      weight: contextWeight,
    });
  if (own.size === 0 && countSame(event.own.figures, mention.own.figures))
    signs.push({ kind: 'other', reason: 'other figures', weight: apart });
  return signs;
}

function figuresOf(profile: EventProfile): Figure[] {
  return [...profile.own.figures, ...profile.context.figures];
}

/** Each figure that both hold, as "1000 container", with the best weight that any pair gives it. */
function agreed(a: readonly Figure[], b: readonly Figure[], rules: LinkingRules): Map<string, number> {
  const weights = new Map<string, number>();
  for (const x of a) {
    for (const y of b) {
      const weight = likeness(x, y, rules);
      const key = `${Math.round(x.min)} ${x.unit || y.unit}`.trimEnd();
      if (weight > (weights.get(key) ?? 0)) weights.set(key, weight);
    }
  }
  return weights;
}

function likeness(a: Figure, b: Figure, { figure }: LinkingRules): number {
  if (a.unit !== b.unit && a.unit !== '' && b.unit !== '') return 0;
  if (a.min <= 1 || b.min <= 1) return 0;
  const share = a.unit === b.unit ? 1 : UNKNOWN_UNIT_SHARE;
  const ratio = Math.max(a.min, b.min) / Math.min(a.max, b.max);
  if (a.min === b.min || ratio <= EQUAL) return share * (figure.exact[Math.min(3, digitsOf(a.min) - 1)] ?? 0);
  return ratio <= NEAR ? share * figure.near : 0;
}

/** Significant digits: 50 has one, 165,000 three. */
function digitsOf(value: number): number {
  return Math.max(1, String(Math.round(value)).replace(/0+$/u, '').length);
}

function countSame(a: readonly Figure[], b: readonly Figure[]): boolean {
  return b.some((figure) => figure.unit !== '' && a.some((other) => other.unit === figure.unit));
}

function sumOf(weights: ReadonlyMap<string, number>): number {
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}
