import type { App } from './app.ts';
import type { Analysis, Mention } from './model.ts';
import { publishedOf } from './store/items.ts';
import { derivedRows } from './store/meetings.ts';
import type { DocumentRow, Item } from './store/tables.ts';
import { placeMentions, type AnalysedDocument } from './un/place-mentions.ts';
import { citedIn } from './un/cited-in.ts';
import { withMentions } from './un/record-note.ts';
import { addDerived } from './un/vote.ts';

/** The parts of a document that analysis reads. */
export type Analysable = Pick<
  DocumentRow,
  'id' | 'title' | 'text' | 'lang' | 'published' | 'published_day' | 'symbol' | 'pages'
>;

/** What the present rules find in a document, placed in the Council's record; it stores nothing. */
export async function analysisOf(document: Analysable, item: Item, app: App): Promise<Analysis> {
  const published = publishedOf(document, item);
  const found = app.analyzer.analyze({
    id: String(document.id),
    title: document.title,
    text: document.text,
    lang: document.lang,
    published,
    url: item.url,
  });
  const told = { ...document, lang: found.lang, published, pageStarts: document.pages };
  return withMentions(found, await placed(found.mentions, told, app));
}

/** The record is asked for only where there is something to compare with it. */
async function placed(
  mentions: readonly Mention[],
  document: AnalysedDocument,
  app: App,
): Promise<Mention[]> {
  const { types, rows: curated } = app.councilRecord;
  const cites = citedIn(`${document.title}\n${document.text}`).some(({ symbol }) => symbol.startsWith('S'));
  const tells = cites || mentions.some(({ type }) => types.has(type));
  const rows = tells ? addDerived(curated, await derivedRows(app.database.db)) : curated;
  return placeMentions(mentions, document, { types, rows });
}
