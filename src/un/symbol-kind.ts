import { PRESS_ROOTS, REGIONAL_ROOTS, TREATY_ROOTS, type Segment } from './symbol-grammar.ts';

/** Which shelf a symbol belongs to: organ and sort of document, as far as the symbol itself tells. */
export type SymbolKind =
  | 'sc_resolution'
  | 'sc_prst'
  | 'sc_meeting'
  | 'sc_agenda'
  | 'sc_inf'
  | 'sc_committee'
  | 'sc_doc'
  | 'sc_doc_old'
  | 'ga_resolution'
  | 'ga_decision'
  | 'ga_meeting'
  | 'ga_draft'
  | 'ga_committee_draft'
  | 'ga_committee_meeting'
  | 'ga_committee_doc'
  | 'ga_conf'
  | 'ga_body'
  | 'ga_doc'
  | 'ga_doc_old'
  | 'hrc_resolution'
  | 'hrc_draft'
  | 'hrc_doc'
  | 'ecosoc_resolution'
  | 'ecosoc_body'
  | 'ecosoc_doc'
  | 'trusteeship'
  | 'treaty_body'
  | 'regional'
  | 'secretariat'
  | 'press_release'
  | 'other';

/** The kind of the document with this root (upper case) and these segments. */
export function kindOf(root: string, segments: readonly Segment[]): SymbolKind {
  if (root === 'S') return councilKind(segments);
  if (root === 'A') return assemblyKind(segments);
  if (root === 'E') return ecosocKind(segments);
  if (root === 'T') return 'trusteeship';
  if (root === 'ST') return 'secretariat';
  if (TREATY_ROOTS.has(root)) return 'treaty_body';
  if (REGIONAL_ROOTS.has(root)) return 'regional';
  return PRESS_ROOTS.has(root) ? 'press_release' : 'other';
}

const COUNCIL_SERIES = new Map<string, SymbolKind>([
  ['RES', 'sc_resolution'],
  ['PRST', 'sc_prst'],
  ['PV', 'sc_meeting'],
  ['Agenda', 'sc_agenda'],
  ['INF', 'sc_inf'],
]);

function councilKind(segments: readonly Segment[]): SymbolKind {
  const [first] = segments;
  if (first?.role === 'body') return 'sc_committee';
  if (first?.role === 'series') return COUNCIL_SERIES.get(first.word ?? '') ?? 'sc_doc';
  return plainNumbers(segments) > 1 ? 'sc_doc' : 'sc_doc_old';
}

function assemblyKind(segments: readonly Segment[]): SymbolKind {
  const [first] = segments;
  const has = (word: string): boolean => segments.some((segment) => segment.word === word);
  if (first?.word === 'HRC') return has('RES') ? 'hrc_resolution' : has('L') ? 'hrc_draft' : 'hrc_doc';
  if (first?.word === 'CONF') return 'ga_conf';
  if (first?.word === 'C' || first?.word === 'SPC') {
    if (has('L')) return 'ga_committee_draft';
    return has('SR') || has('PV') ? 'ga_committee_meeting' : 'ga_committee_doc';
  }
  if (first?.role === 'body') return 'ga_body';
  if (has('RES')) return 'ga_resolution';
  if (has('DEC')) return 'ga_decision';
  if (has('PV')) return 'ga_meeting';
  if (has('L')) return 'ga_draft';
  return first?.role === 'session' || plainNumbers(segments) > 1 ? 'ga_doc' : 'ga_doc_old';
}

function ecosocKind(segments: readonly Segment[]): SymbolKind {
  const [first] = segments;
  if (first?.role === 'body') return REGIONAL_ROOTS.has(first.word ?? '') ? 'regional' : 'ecosoc_body';
  return first?.word === 'RES' ? 'ecosoc_resolution' : 'ecosoc_doc';
}

function plainNumbers(segments: readonly Segment[]): number {
  return segments.filter((segment) => segment.role === 'number').length;
}

const SERIES_TYPES = new Map([
  ['RES', 'resolution'],
  ['PRST', 'presidential statement'],
  ['DEC', 'decision'],
  ['Agenda', 'agenda'],
  ['PV', 'verbatim record'],
  ['SR', 'summary record'],
  ['WP', 'working paper'],
  ['CRP', 'conference room paper'],
  ['NGO', 'statement of a non-governmental organization'],
  ['PET', 'petition'],
  ['CO', 'concluding observations'],
  ['Q', 'list of issues'],
  ['RQ', 'replies to the list of issues'],
  ['LOIPR', 'list of issues prior to reporting'],
]);

/**
 * What the document is, where the symbol tells it. "S/2022/431" can be a letter, a report, a note or a draft: null.
 * Drafts of the Assembly, its committees and the Human Rights Council bear an L; elsewhere L is only "limited".
 */
export function documentType(
  kind: SymbolKind,
  segments: readonly Segment[],
  parens: readonly string[],
): string | null {
  if (kind === 'press_release') return 'press release';
  if (/^(?:ga_draft|ga_committee_draft|hrc_draft)$/u.test(kind)) return 'draft';
  if (parens.includes('PRST')) return 'presidential statement';
  const series = segments.findLast((segment) => segment.role === 'series');
  return SERIES_TYPES.get(series?.word ?? '') ?? null;
}
