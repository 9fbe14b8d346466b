import type { App } from '../app.ts';
import { unitId } from '../publish/wording/units.ts';
import { readFacets, type Facets } from '../store/facets.ts';
import { keptAnswers } from './kept.ts';

/** The choices that filters offer, and the spellings of each unit that charts draw. */
export interface Choices extends Facets {
  spellings: ReadonlyMap<string, string[]>;
}

const kept = keptAnswers<Choices>();

/** The choices of the store, at most a minute old. */
export async function choicesOf(app: App): Promise<Choices> {
  return kept(app, '', async () => withSpellings(await readFacets(app.database.db)));
}

function withSpellings(facets: Facets): Choices {
  const spellings = new Map<string, string[]>();
  for (const { value } of facets.units) {
    const id = unitId(value);
    if (id) spellings.set(id, [...(spellings.get(id) ?? []), value]);
  }
  return { ...facets, spellings };
}
