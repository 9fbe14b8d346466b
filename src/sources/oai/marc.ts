import { mendMojibake } from '../../text/mojibake.ts';
import { parseSymbol, symbolAddresses } from '../../un/symbol.ts';
import type { SourceItem } from '../types.ts';
import type { OaiRecord } from './answer.ts';

/** What a record describes, by its type (089 $b). */
const KINDS: Readonly<Record<string, string>> = {
  B01: 'RESOLUTION',
  B02: 'DRAFT RESOLUTION',
  B03: 'MEETING RECORD',
  B15: 'REPORT',
  B16: 'REPORT',
  B18: 'LETTER OR NOTE',
};
/** Speeches and votes are described apart from the document that holds them. */
const PARTS_OF_OTHERS = new Set(['B22', 'B23']);

/** A MARC record of the UN Digital Library as an item, or the reason why it is none. */
export function itemOfMarc(record: OaiRecord): SourceItem | { skip: string } {
  if (record.deleted) return { skip: 'deleted' };
  const type = first(record, '089', 'b') ?? '';
  if (PARTS_OF_OTHERS.has(type)) return { skip: 'speech or vote' };
  const written = first(record, '191', 'a');
  const symbol = written === null ? null : parseSymbol(written);
  const title = all(record, '245', 'ab')
    .join(' ')
    .replace(/\s*[/:]$/u, '');
  if (title === '') return { skip: 'no title' };
  if (!symbol) return { skip: 'no symbol' };
  return {
    guid: record.identifier,
    // The Library's own files stand behind a bot check; the document system has the same.
    url: symbolAddresses(symbol)?.docs ?? null,
    sharedId: `un-document:${symbol.key}`,
    title: `${symbol.canonical}: ${title}`,
    summaryHtml: null,
    contentHtml: null,
    authors: [],
    tags: ['600', '610', '611', '630', '650', '651'].flatMap((tag) => all(record, tag, 'a')),
    published: dayOf(first(record, '992', 'a')) ?? dayOf(first(record, '269', 'a')),
    updated: null, // the datestamp is a change in the catalogue, not of the document
    lang: null,
    symbol: symbol.canonical,
    documentKind: KINDS[type] ?? null,
    outlet: null,
  };
}

function all({ fields }: OaiRecord, tag: string, codes: string): string[] {
  return fields
    .filter((field) => field.tag === tag)
    .flatMap(({ subfields }) => subfields.filter(({ code }) => codes.includes(code)))
    .map(({ text }) => mendMojibake(text).replace(/\s+/gu, ' ').trim())
    .filter((text) => text !== '');
}

function first(record: OaiRecord, tag: string, codes: string): string | null {
  return all(record, tag, codes)[0] ?? null;
}

/** "2023-11-02" and "20231102"; months and years alone are no day. */
function dayOf(text: string | null): string | null {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)$/u.exec(text ?? '');
  const instant = match ? new Date(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`) : null;
  return instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : null;
}
