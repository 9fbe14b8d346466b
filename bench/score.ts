import type { Analysis } from '../src/model.ts';
import type { Gold } from './gold.ts';
import { Counts, type Prf } from './score-counts.ts';
import { scoreMentions } from './score-mentions.ts';

/** Scores of analysis against labelled passages; tests/corpus/LABELS.md has the rules. */

export type Figures = Record<string, number>;

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
  const beside = new Counts();
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
    if (passage.lang !== 'en') beside.add(wanted, given);
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
  if (gold.some((passage) => passage.lang !== 'en')) figures['beside English type F1'] = beside.prf().f1;
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
