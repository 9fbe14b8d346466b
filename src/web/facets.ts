import type { App } from '../app.ts';
import { unitId } from '../publish/wording/units.ts';
import { readFacets, type Facets } from '../store/facets.ts';

/** The choices that filters offer, and the spellings of each unit that charts draw. */
export interface Choices extends Facets {
  spellings: ReadonlyMap<string, string[]>;
}

/** Choices may lag this much behind the store; counting them anew for every page would cost more than the page. */
const KEPT_MS = 60_000;
const kept = new WeakMap<App, { until: number; choices: Promise<Choices> }>();

/** The choices of the store, at most a minute old. */
export async function choicesOf(app: App): Promise<Choices> {
  const now = performance.now();
  const held = kept.get(app);
  if (held && held.until > now) return held.choices;
  const choices = readFacets(app.database.db).then(withSpellings);
  kept.set(app, { until: now + KEPT_MS, choices });
  choices.catch(() => kept.delete(app)); // a failure is not kept
  return choices;
}

function withSpellings(facets: Facets): Choices {
  const spellings = new Map<string, string[]>();
  for (const { value } of facets.units) {
    const id = unitId(value);
    if (id) spellings.set(id, [...(spellings.get(id) ?? []), value]);
  }
  return { ...facets, spellings };
}
