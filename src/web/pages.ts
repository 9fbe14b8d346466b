/** Pages of our own (*.eta in pages/): one frame, one style sheet. Everything that a template prints is escaped. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

const FOLDER = fileURLToPath(new URL('./pages', import.meta.url));
const eta = new Eta({ views: FOLDER, cache: true, autoEscape: true });
const css = readFileSync(new URL('./pages/page.css', import.meta.url), 'utf8');

/** The page `<name>.html.eta` in the common frame. `title` names it in the browser's tab. */
export function renderPage(name: string, title: string, data: object): string {
  return eta.render('./frame.html.eta', { title, css, body: eta.render(`./${name}.html.eta`, data) });
}

/** A page that says one thing: an error, or that something was done. `form` asks for a confirmation. */
export function renderNote(note: {
  title: string;
  text: string;
  form?: { action: string; button: string };
}): string {
  return renderPage('note', note.title, { form: null, ...note });
}
