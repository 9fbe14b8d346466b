import type { Analysis, Mention } from '../src/model.ts';
import type { Gold, GoldMention } from './gold.ts';
import { Counts } from './score-counts.ts';

/** Spans match where they share this much of the shorter one. */
const MIN_OVERLAP = 0.3;

/** How often a field of a paired mention was right, of how often it was labelled. */
class Fields {
  readonly #counts = new Map<string, { right: number; all: number }>();

  judge(field: string, right: boolean): void {
    const held = this.#counts.get(field) ?? { right: 0, all: 0 };
    this.#counts.set(field, { right: held.right + Number(right), all: held.all + 1 });
  }

  shares(): Record<string, number> {
    return Object.fromEntries([...this.#counts].map(([field, { right, all }]) => [field, right / all]));
  }
}

/** Mentions with a labelled quote: each is paired with the best overlapping one of its type, then its fields are judged. */
export function scoreMentions(
  gold: readonly Gold[],
  found: ReadonlyMap<string, Analysis>,
): Record<string, number> {
  const counts = new Counts();
  const fields = new Fields();
  for (const passage of gold) {
    const quoted = passage.mentions.filter((m) => m.type !== null && m.quote !== undefined);
    if (quoted.length === 0 && passage.mentions.length > 0) continue;
    const free = (found.get(passage.id)?.mentions ?? []).filter(
      (m) => !passage.optional_types?.includes(m.type),
    );
    for (const mention of quoted) {
      const best = takeBest(free, mention, `${passage.title}\n${passage.text}`);
      if (best) judgeFields(fields, mention, best);
      counts.add(new Set(['it']), new Set(best ? ['it'] : []));
    }
    counts.fp += free.length;
  }
  const { p, r, f1 } = counts.prf();
  if (counts.tp + counts.fn === 0) return {};
  return { 'mention P': p, 'mention R': r, 'mention F1': f1, ...fields.shares() };
}

/** Takes the mention that overlaps most with a labelled one of its type out of `free`. */
function takeBest(free: Mention[], { type, quote = '' }: GoldMention, full: string): Mention | undefined {
  const start = full.indexOf(quote);
  const shared = (m: Mention): number => overlap(start, start + quote.length, m.start, m.end);
  const best = free
    .filter((m) => m.type === type && shared(m) >= MIN_OVERLAP)
    .toSorted((a, b) => shared(b) - shared(a))[0];
  if (best) free.splice(free.indexOf(best), 1);
  return best;
}

function judgeFields(fields: Fields, mention: GoldMention, best: Mention): void {
  fields.judge('status', best.status === mention.status);
  if (mention.type === 'arms_transfer' && mention.supplier)
    fields.judge('supplier', best.supplier === mention.supplier);
  if (mention.type === 'arms_transfer' && mention.recipient)
    fields.judge('recipient', best.recipient === mention.recipient);
  if (mention.facilitator?.length)
    fields.judge(
      'facilitator',
      best.facilitator.some((state) => mention.facilitator?.includes(state)),
    );
}

function overlap(start: number, end: number, otherStart: number, otherEnd: number): number {
  const shared = Math.max(0, Math.min(end, otherEnd) - Math.max(start, otherStart));
  return shared / Math.max(1, Math.min(end - start, otherEnd - otherStart));
}
