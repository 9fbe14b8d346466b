/** What an analysis finds that an earlier one of the same document did not, and the other way round. Pure. */
import type { Mention } from './model.ts';

export type MentionChange =
  | { kind: 'gained'; after: Mention }
  | { kind: 'lost'; before: Mention }
  /** The same type at the same place, told otherwise. */
  | { kind: 'changed'; before: Mention; after: Mention; fields: (typeof COMPARED)[number][] };

/** What a reader would notice. Confidence moves with every training of the model and is no change of what was said. */
const COMPARED = [
  'status',
  'supplier',
  'recipient',
  'facilitator',
  'sourceActor',
  'items',
  'quantity',
  'place',
  'eventDate',
  'unSymbols',
  'names',
  'news',
  'quote',
  'record',
] as const;

/** Changes from `before` to `after`, in the order of the text. */
export function mentionChanges(before: readonly Mention[], after: readonly Mention[]): MentionChange[] {
  const open = new Set(before);
  const changes: MentionChange[] = [];
  for (const mention of after) {
    const match = counterpart(mention, open);
    if (!match) {
      changes.push({ kind: 'gained', after: mention });
      continue;
    }
    open.delete(match);
    const fields = COMPARED.filter((field) => canonical(match[field]) !== canonical(mention[field]));
    if (fields.length > 0) changes.push({ kind: 'changed', before: match, after: mention, fields });
  }
  return [...changes, ...[...open].map((mention): MentionChange => ({ kind: 'lost', before: mention }))].sort(
    (a, b) => startOf(a) - startOf(b),
  );
}

/** The same words first; else a passage that overlaps, since a rule may cut a quote anew. */
function counterpart(mention: Mention, open: ReadonlySet<Mention>): Mention | undefined {
  const alike = [...open].filter((other) => other.type === mention.type);
  return (
    alike.find((other) => other.quote === mention.quote && other.status === mention.status) ??
    alike.find((other) => other.quote === mention.quote) ??
    alike.find((other) => other.start < mention.end && mention.start < other.end)
  );
}

/** Equal for values that mean the same: a stored object has its keys in another order, and an absent one is null. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function startOf(change: MentionChange): number {
  return change.kind === 'lost' ? change.before.start : change.after.start;
}
