import type { SourceItem } from '../sources/index.ts';
import type { Candidate } from './types.ts';

/** A candidate of which little is known but where it is; the page itself will tell the rest. */
export function candidateAt(
  url: string,
  known: Partial<SourceItem> & Partial<Omit<Candidate, 'item'>> = {},
): Candidate {
  const { notAfter = null, capturedAt = null, fetchUrl = null, ...item } = known;
  return {
    item: {
      guid: url,
      url,
      sharedId: null,
      title: '',
      summaryHtml: null,
      contentHtml: null,
      authors: [],
      tags: [],
      published: null,
      updated: null,
      lang: null,
      symbol: null,
      documentKind: null,
      outlet: null,
      ...item,
    },
    notAfter,
    capturedAt,
    fetchUrl,
  };
}

/** A candidate of an item that a reader made. */
export function candidateOf(item: SourceItem): Candidate {
  return { item, notAfter: null, capturedAt: null, fetchUrl: null };
}
