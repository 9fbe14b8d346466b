import { z } from 'zod';
import type { Analysis } from '../src/model.ts';

/** Scores of analysis against labelled passages; tests/corpus/LABELS.md has the rules. */

const goldMention = z.object({
  quote: z.string().optional(),
  type: z.string().nullable(),
  category: z.string().nullable(),
  status: z.string().nullish(),
  facilitator: z.array(z.string()).nullish(),
  supplier: z.string().nullish(),
  recipient: z.string().nullish(),
});
export const goldSchema = z.object({
  id: z.string(),
  lang: z.string(),
  title: z.string(),
  text: z.string(),
  published: z.string().nullish(),
  story: z.string().optional(),
  relevant: z.boolean(),
  /** Absent where a passage was not labelled for alerts. */
  alert: z.boolean().optional(),
  optional_types: z.array(z.string()).nullish(),
  mentions: z.array(goldMention),
});
export type Gold = z.output<typeof goldSchema>;

export interface Prf {
  p: number;
  r: number;
  f1: number;
}

export type Figures = Record<string, number>;

/** Spans match where they share this much of the shorter one. */
const MIN_OVERLAP = 0.3;

class Counts {
  tp = 0;
  fp = 0;
  fn = 0;

  add(gold: ReadonlySet<string>, found: ReadonlySet<string>): void {
    for (const x of found) if (gold.has(x)) this.tp += 1;
    for (const x of found) if (!gold.has(x)) this.fp += 1;
    for (const x of gold) if (!found.has(x)) this.fn += 1;
  }

  prf(): Prf {
    const p = this.tp + this.fp > 0 ? this.tp / (this.tp + this.fp) : 1;
    const r = this.tp + this.fn > 0 ? this.tp / (this.tp + this.fn) : 1;
    return { p, r, f1: p + r > 0 ? (2 * p * r) / (p + r) : 0 };
  }
}

/** Every figure by its name ("type F1", "status", "type arms_transfer F1" ...), from 0 to 1; counts are named "n ...". */
export function scoreAnalysis(gold: readonly Gold[], found: ReadonlyMap<string, Analysis>): Figures {
  const figures: Figures = { 'n passages': gold.length };
  const put = (name: string, { p, r, f1 }: Prf): void => {
    figures[`${name} P`] = p;
    figures[`${name} R`] = r;
    figures[`${name} F1`] = f1;
  };
  const relevant = new Counts();
  const alert = new Counts();
  const category = new Counts();
  for (const passage of gold) {
    const answer = found.get(passage.id);
    const optional = new Set(passage.optional_types ?? []);
    const flag = (on: boolean | undefined): Set<string> => new Set(on ? ['yes'] : []);
    if (passage.relevant || optional.size === 0) relevant.add(flag(passage.relevant), flag(answer?.relevant));
    if (passage.alert !== undefined) alert.add(flag(passage.alert), flag(answer?.alert));
    const wanted = new Set(passage.mentions.flatMap((m) => m.category ?? []));
    const given = answer?.mentions.filter((m) => !optional.has(m.type) || wanted.has(m.category)) ?? [];
    category.add(wanted, new Set(given.map((m) => m.category)));
  }
  put('relevant', relevant.prf());
  put('category', category.prf());
  Object.assign(figures, scoreTypes(gold, found), scoreMentions(gold, found));
  if (gold.some((passage) => passage.alert !== undefined)) put('alert', alert.prf());
  const negatives = gold.filter((g) => !g.relevant && !g.optional_types?.length);
  figures['n hard negatives'] = negatives.length;
  figures['hard negatives flagged'] =
    negatives.filter((g) => found.get(g.id)?.relevant).length / Math.max(1, negatives.length);
  return figures;
}

function scoreTypes(gold: readonly Gold[], found: ReadonlyMap<string, Analysis>): Figures {
  const all = new Counts();
  const byType = new Map<string, Counts>();
  const byLanguage = new Map<string, Counts>();
  const counts = (map: Map<string, Counts>, key: string): Counts => {
    const held = map.get(key) ?? new Counts();
    map.set(key, held);
    return held;
  };
  for (const passage of gold) {
    const { wanted, given } = typeSets(passage, found.get(passage.id));
    all.add(wanted, given);
    counts(byLanguage, passage.lang).add(wanted, given);
    for (const type of new Set([...wanted, ...given])) {
      const only = (set: ReadonlySet<string>): Set<string> => new Set(set.has(type) ? [type] : []);
      counts(byType, type).add(only(wanted), only(given));
    }
  }
  const labelled = [...byType].filter(([, c]) => c.tp + c.fn > 0);
  const micro = all.prf();
  const figures: Figures = {
    'type P': micro.p,
    'type R': micro.r,
    'type F1': micro.f1,
    'type macro F1': labelled.reduce((sum, [, c]) => sum + c.prf().f1, 0) / Math.max(1, labelled.length),
  };
  for (const [type, c] of labelled.toSorted(byName)) figures[`type ${type} F1`] = c.prf().f1;
  for (const [lang, c] of [...byLanguage].sort(byName)) figures[`lang ${lang} type F1`] = c.prf().f1;
  return figures;
}

const byName = (a: [string, Counts], b: [string, Counts]): number => (a[0] < b[0] ? -1 : 1);

function typeSets(passage: Gold, answer: Analysis | undefined): { wanted: Set<string>; given: Set<string> } {
  const optional = new Set(passage.optional_types ?? []);
  return {
    wanted: new Set(passage.mentions.flatMap((m) => m.type ?? [])),
    given: new Set<string>(answer?.mentions.map((m) => m.type).filter((type) => !optional.has(type)) ?? []),
  };
}

/** Mentions with a labelled quote: each is paired with the best overlapping one of its type. */
function scoreMentions(gold: readonly Gold[], found: ReadonlyMap<string, Analysis>): Figures {
  const counts = new Counts();
  const rights = { status: [0, 0], supplier: [0, 0], recipient: [0, 0], facilitator: [0, 0] };
  const judge = (name: keyof typeof rights, right: boolean): void => {
    const pair = rights[name];
    pair[0] = (pair[0] ?? 0) + Number(right);
    pair[1] = (pair[1] ?? 0) + 1;
  };
  for (const passage of gold) {
    const full = `${passage.title}\n${passage.text}`;
    const quoted = passage.mentions.filter((m) => m.type !== null && m.quote !== undefined);
    if (quoted.length === 0 && passage.mentions.length > 0) continue;
    const free = (found.get(passage.id)?.mentions ?? []).filter(
      (m) => !passage.optional_types?.includes(m.type),
    );
    for (const mention of quoted) {
      const start = full.indexOf(mention.quote ?? '');
      const end = start + (mention.quote?.length ?? 0);
      const best = free
        .filter((m) => m.type === mention.type && overlap(start, end, m.start, m.end) >= MIN_OVERLAP)
        .sort((a, b) => overlap(start, end, b.start, b.end) - overlap(start, end, a.start, a.end))[0];
      if (!best) {
        counts.fn += 1;
        continue;
      }
      free.splice(free.indexOf(best), 1);
      counts.tp += 1;
      judge('status', best.status === mention.status);
      if (mention.type === 'arms_transfer' && mention.supplier)
        judge('supplier', best.supplier === mention.supplier);
      if (mention.type === 'arms_transfer' && mention.recipient)
        judge('recipient', best.recipient === mention.recipient);
      if (mention.facilitator?.length) {
        judge(
          'facilitator',
          best.facilitator.some((state) => mention.facilitator?.includes(state)),
        );
      }
    }
    counts.fp += free.length;
  }
  const { p, r, f1 } = counts.prf();
  if (counts.tp + counts.fn === 0) return {};
  const figures: Figures = { 'mention P': p, 'mention R': r, 'mention F1': f1 };
  for (const [name, [right = 0, all = 0]] of Object.entries(rights)) if (all > 0) figures[name] = right / all;
  return figures;
}

function overlap(start: number, end: number, otherStart: number, otherEnd: number): number {
  const shared = Math.max(0, Math.min(end, otherEnd) - Math.max(start, otherStart));
  return shared / Math.max(1, Math.min(end - start, otherEnd - otherStart));
}

/** Of the mentions in each band of confidence, how many have a labelled type of their passage. */
export function calibration(
  gold: readonly Gold[],
  found: ReadonlyMap<string, Analysis>,
): [string, number, number][] {
  const bands = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01];
  return bands.slice(1).map((top, i) => {
    const from = bands[i] ?? 0;
    let right = 0;
    let all = 0;
    for (const passage of gold) {
      const { wanted } = typeSets(passage, undefined);
      for (const mention of found.get(passage.id)?.mentions ?? []) {
        if (
          mention.confidence < from ||
          mention.confidence >= top ||
          passage.optional_types?.includes(mention.type)
        )
          continue;
        all += 1;
        right += Number(wanted.has(mention.type));
      }
    }
    return [`${from.toFixed(1)} to ${Math.min(top, 1).toFixed(1)}`, all > 0 ? right / all : Number.NaN, all];
  });
}

/** B-cubed precision, recall and F1 of story clusters (Bagga and Baldwin 1998), over passages that have a story. */
export function bCubed(gold: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): Prf {
  const ids = [...gold.keys()];
  let p = 0;
  let r = 0;
  for (const id of ids) {
    const sameFound = ids.filter((other) => (found.get(other) ?? other) === (found.get(id) ?? id));
    const sameGold = ids.filter((other) => gold.get(other) === gold.get(id));
    const both = sameFound.filter((other) => gold.get(other) === gold.get(id)).length;
    p += both / sameFound.length / ids.length;
    r += both / sameGold.length / ids.length;
  }
  return { p, r, f1: p + r > 0 ? (2 * p * r) / (p + r) : 0 };
}
