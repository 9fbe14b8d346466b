import type { Gold } from './gold.ts';

/**
 * Linking over the relevant passages that name a story: B-cubed precision, recall and F1 (Bagga and Baldwin 1998), and recall
 * over stories that more than one passage tells. `found` gives each passage its story; one without is a story of its own.
 */
export function scoreStories(
  gold: readonly Gold[],
  found: ReadonlyMap<string, string>,
): Record<string, number> {
  const told = gold.filter((passage) => passage.relevant && passage.story !== undefined);
  if (told.length === 0) return {};
  const storyOf = (passage: Gold): string => found.get(passage.id) ?? passage.id;
  const rows = told.map((passage) => {
    const same = told.filter((other) => other.story === passage.story);
    const grouped = told.filter((other) => storyOf(other) === storyOf(passage));
    const both = same.filter((other) => grouped.includes(other)).length;
    return { precision: both / grouped.length, recall: both / same.length, shared: same.length > 1 };
  });
  const p = mean(rows.map((row) => row.precision));
  const r = mean(rows.map((row) => row.recall));
  const shared = rows.filter((row) => row.shared);
  return {
    'story B-cubed P': p,
    'story B-cubed R': r,
    'story B-cubed F1': (2 * p * r) / (p + r),
    ...(shared.length > 0 && { 'story R, told twice': mean(shared.map((row) => row.recall)) }),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
