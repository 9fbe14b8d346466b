import type { App } from '../app.ts';
import { safeUrl } from '../publish/render/links.ts';
import { dayInWords } from '../publish/wording/dates.ts';
import { phrasesOf } from '../publish/wording/index.ts';
import { parseSearch, type Search } from '../search/query.ts';
import { hitsIn, piecesOf, snippetOf } from '../search/snippet.ts';
import { mentionTypesOf } from '../store/document-page.ts';
import { COUNTED, findDocuments, type FoundDocument } from '../store/search.ts';
import { timelinePageIds } from '../store/timeline.ts';
import { LANGUAGES, type MentionType } from '../taxonomy.ts';

import { eventsKnown } from '../timeline.ts';
import { eventLine } from './event-line.ts';
import { pagesOf, renderPage } from './pages.ts';
import { hrefOf, type SearchQuery } from './query.ts';
import { languageName } from './words.ts';

const PER_PAGE = 20;
const EVENTS_SHOWN = 5;
const NUMBER = new Intl.NumberFormat('en-US');

/** What a search finds: a few events, and documents a page at a time. */
export async function searchPage(app: App, query: SearchQuery): Promise<string> {
  const search = parseSearch(query.q);
  const title = query.q ? `Search: ${query.q}` : 'Search';
  const found = search && (await findAll(app, search, query));
  return renderPage('search', title, {
    query,
    languages: LANGUAGES.map((code) => ({
      code,
      name: languageName(code),
      chosen: query.lang.includes(code),
    })),
    nothingAsked: query.q !== '' && !search,
    found,
  });
}

async function findAll(app: App, search: Search, query: SearchQuery) {
  const { db } = app.database;
  const { total, documents } = await findDocuments(db, {
    tsquery: search.tsquery,
    languages: query.lang,
    order: query.order,
    limit: PER_PAGE,
    offset: (query.page - 1) * PER_PAGE,
  });
  const types = await mentionTypesOf(
    db,
    documents.map(({ id }) => id),
  );
  const page = { order: 'newest', limit: EVENTS_SHOWN + 1, offset: 0 } as const;
  const ids =
    query.page > 1 ? [] : await timelinePageIds(db, { text: search.tsquery, languages: query.lang }, page);
  const events = await eventsKnown(app, ids.slice(0, EVENTS_SHOWN), null);
  return {
    total: total > COUNTED ? `more than ${NUMBER.format(COUNTED)}` : NUMBER.format(total),
    isOne: total === 1,
    documents: documents.map((document) => resultOf(document, types.get(document.id) ?? [], search, app)),
    events: events.map((event) => eventLine(event, null, 3)),
    allEvents: ids.length > EVENTS_SHOWN ? hrefOf('/timeline', { text: query.q, lang: query.lang }) : null,
    pages: pagesOf(Math.min(total, COUNTED), PER_PAGE, query.page, (each) =>
      hrefOf('/search', { ...query, page: each }),
    ),
  };
}

function resultOf(document: FoundDocument, types: readonly MentionType[], search: Search, app: App) {
  const phrases = phrasesOf('en');
  const isWithheld = types.some((type) => app.keywords.traitsOf(type).sensitive);
  const { title, text, lang } = document;
  return {
    href: `/documents/${document.id}`,
    title: isWithheld
      ? [{ text: `${document.outlet}: ${phrases.withheld}`, hit: false }]
      : piecesOf(title, hitsIn(title, search.marks)),
    titleLang: isWithheld ? 'en' : lang,
    snippet: isWithheld ? null : snippetOf(text, search.marks).pieces,
    lang,
    language: languageName(lang),
    outlet: document.outlet,
    sourceHref: safeUrl(document.url),
    at: dayInWords(document.at, 'utc', 'en'),
    types: types.map((type) => phrases.type[type]),
  };
}
