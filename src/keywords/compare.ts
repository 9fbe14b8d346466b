import type { AnalysisInput, Mention } from '../model.ts';

/** What one document would gain and lose by a change of the keywords. */
export interface Difference {
  document: AnalysisInput;
  gained: Mention[];
  lost: Mention[];
  /** Mentions that stay but say something else, before and after. */
  changed: { before: Mention; after: Mention }[];
}

/** Compares what was found with what would be found. Mentions are the same where type and place in the text agree. */
export function compare(
  document: AnalysisInput,
  before: readonly Mention[],
  after: readonly Mention[],
): Difference {
  const open = [...before];
  const gained: Mention[] = [];
  const changed: Difference['changed'] = [];
  for (const mention of after) {
    const at = open.findIndex((other) => sameWords(other, mention));
    const [held] = at < 0 ? [] : open.splice(at, 1);
    if (!held) gained.push(mention);
    else if (saysElse(held, mention)) changed.push({ before: held, after: mention });
  }
  return { document, gained, lost: open, changed };
}

/** Whether a change of the keywords leaves the document's mentions as they are. */
export function isEmpty({ gained, lost, changed }: Difference): boolean {
  return gained.length + lost.length + changed.length === 0;
}

function sameWords(a: Mention, b: Mention): boolean {
  return a.type === b.type && a.start < b.end && b.start < a.end;
}

function saysElse(a: Mention, b: Mention): boolean {
  return (
    a.status !== b.status || a.supplier !== b.supplier || a.recipient !== b.recipient || a.news !== b.news
  );
}
