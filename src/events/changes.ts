import type { Quantity } from '../model.ts';
import type { Status } from '../taxonomy.ts';
import { figuresIn, type Figure } from './figures.ts';
import { linkingRules } from './rules.ts';
import { changesEvent } from './status.ts';

/** What a statement can change about its event for those who know the event already. */
export type ChangeKind = 'status' | 'figure' | 'confirmation';

/** As much of a statement as tells what it changes. */
export interface Told {
  status: Status;
  quantity: Quantity | null;
  /** The body that says so, else the outlet. */
  voice: string;
  /** The text that its text is a copy of: copies are one origin. */
  origin: number | null;
}

/** Two figures of one unit that lie closer than this are one figure, rounded. */
const ROUNDING = 0.1;

/**
 * What `added` changes about an event of which `before` was told, or null: its status (or the first denial), a figure that
 * nobody gave yet, or the first voice beside the only one that affirmed it.
 */
export function changeBy(before: readonly Told[], added: Told): ChangeKind | null {
  if (before.length === 0) return null;
  const statuses = before.map((each) => each.status);
  if (changesEvent(statuses, added.status)) return 'status';
  if (bringsFigure(before, added)) return 'figure';
  return confirms(before, added) ? 'confirmation' : null;
}

function bringsFigure(before: readonly Told[], added: Told): boolean {
  const known = before.flatMap((each) => figuresOf(each.quantity));
  return figuresOf(added.quantity).some((figure) => {
    const alike = known.filter((each) => each.unit === figure.unit);
    return !alike.some((each) => isNear(each, figure));
  });
}

function figuresOf(quantity: Quantity | null): Figure[] {
  return quantity ? figuresIn(quantity.text.normalize('NFKC'), linkingRules().units, true) : [];
}

/** Ranges that overlap once each is widened by the rounding. */
function isNear(a: Figure, b: Figure): boolean {
  return a.min * (1 - ROUNDING) <= b.max && b.min * (1 - ROUNDING) <= a.max;
}

/** One voice alone has told of it so far, and this is another, with words of its own. */
function confirms(before: readonly Told[], added: Told): boolean {
  if (!isAffirming(added)) return false;
  const affirmed = before.filter(isAffirming);
  const voices = new Set(affirmed.map((each) => each.voice));
  const isCopy = added.origin !== null && affirmed.some((each) => each.origin === added.origin);
  return voices.size === 1 && !voices.has(added.voice) && !isCopy;
}

function isAffirming({ status }: Told): boolean {
  return status === 'reported' || status === 'confirmed';
}
