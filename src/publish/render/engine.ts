/** Templates (*.eta in this folder) to bytes. Templates print words that are ready; they compute nothing. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inline, inlineFragment } from '@css-inline/css-inline';
import { Eta } from 'eta';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const markup = new Eta({ views: FOLDER, cache: true, autoEscape: true });
const markdown = new Eta({ views: FOLDER, cache: true, autoEscape: true, escapeFunction: escapeMarkdown });
const plain = new Eta({ views: FOLDER, cache: true, autoEscape: false });

/** A page from `<name>.html.eta`: everything that is printed is escaped. */
export function renderHtml(name: string, data: object): string {
  return markup.render(`./${name}.html.eta`, data);
}

/** A mail from `<name>.html.eta`: styles stand on the elements, since mail programs drop style sheets; media rules stay. */
export function renderMailHtml(name: string, data: object): string {
  return inline(renderHtml(name, data), {
    keepStyleTags: false,
    keepAtRules: true,
    loadRemoteStylesheets: false,
    minifyCss: true,
  });
}

/** What a part of a mail takes in bytes, its styles included. */
export function sizeInMail(name: string, data: object, css: string): number {
  return Buffer.byteLength(inlineFragment(renderHtml(name, data), css, { minifyCss: true }));
}

/** Text from `<name>.eta` (for example "digest.txt"): nothing is escaped. */
export function renderText(name: string, data: object): string {
  return plain.render(`./${name}.eta`, data);
}

/** Markdown from `<name>.md.eta`: everything that is printed loses its meaning as markup and its line breaks. */
export function renderMarkdown(name: string, data: object): string {
  return markdown.render(`./${name}.md.eta`, data).replaceAll(/\n{3,}/gu, '\n\n');
}

function escapeMarkdown(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~]/gu, '\\$&');
}

/** A file of this folder that templates embed: a style sheet or script of ours. */
export function readAsset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
