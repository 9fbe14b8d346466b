/** Pages of our own (*.eta in pages/): one frame, one style sheet. Everything that a template prints is escaped. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

const FOLDER = fileURLToPath(new URL('./pages', import.meta.url));
const eta = new Eta({ views: FOLDER, cache: true, autoEscape: true });

/** In this order: later rules win. */
const STYLE_SHEETS = [
  'base', 'frame', 'forms', 'charts', 'events', 'reading', 'tables', 'narrow', 'print',
]; // prettier-ignore
/** The style sheet of all pages, and the address under which browsers may keep it: it changes with every change. */
export const STYLES = STYLE_SHEETS.map((name) =>
  readFileSync(new URL(`./pages/styles/${name}.css`, import.meta.url), 'utf8'),
).join('\n');
const stylesUrl = `/assets/page.css?${createHash('sha256').update(STYLES).digest('hex').slice(0, 12)}`;

/** What a tab, a bookmark or a list of results shows of a title. */
const LONGEST_TITLE = 60;

/** The same in another form, for programs that look for it. */
export interface Alternate {
  type: string;
  title: string;
  href: string;
}

/** The page `<name>.html.eta` in the common frame. `title` names it in the browser's tab. */
export function renderPage(
  name: string,
  title: string,
  data: object,
  alternates: readonly Alternate[] = [],
): string {
  return eta.render('./frame.html.eta', {
    name,
    title: title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title,
    stylesUrl,
    alternates,
    body: eta.render(`./${name}.html.eta`, data),
  });
}

/** A page that says one thing: an error, or that something was done. `form` asks for a confirmation. */
export function renderNote(note: {
  title: string;
  text: string;
  form?: { action: string; button: string };
}): string {
  return renderPage('note', note.title, { form: null, ...note });
}

/** Where in a list of pages a page stands; addresses are null where there is no page to go to. */
export interface Pages {
  page: number;
  last: number;
  first: number;
  end: number;
  previous: string | null;
  next: string | null;
}

/** Cuts `total` entries into pages; a page that is asked for beyond the last is the last. */
export function pagesOf(
  total: number,
  perPage: number,
  asked: number,
  hrefOf: (page: number) => string,
): Pages {
  const last = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(asked, last);
  return {
    page,
    last,
    first: total === 0 ? 0 : (page - 1) * perPage + 1,
    end: Math.min(total, page * perPage),
    previous: page > 1 ? hrefOf(page - 1) : null,
    next: page < last ? hrefOf(page + 1) : null,
  };
}
