/** What a page is made of, as a browser would read it, to check that nothing but our own markup got in. */
import { Parser } from 'htmlparser2';
import { caniemail } from 'caniemail';
import { HtmlValidate } from 'html-validate';

export interface Markup {
  tags: Set<string>;
  attributes: Set<string>;
  hrefs: string[];
  /** Contents of style elements and attributes. */
  styles: string[];
}

export function markupOf(html: string): Markup {
  const markup: Markup = { tags: new Set(), attributes: new Set(), hrefs: [], styles: [] };
  let isStyle = false;
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      markup.tags.add(tag);
      isStyle = tag === 'style';
      for (const [name, value] of Object.entries(attributes)) {
        markup.attributes.add(name);
        if (name === 'href' || name === 'src' || name === 'action' || name === 'background')
          markup.hrefs.push(value);
        if (name === 'style') markup.styles.push(value);
      }
    },
    ontext: (text) => {
      if (isStyle) markup.styles.push(text);
    },
    onclosetag: () => {
      isStyle = false;
    },
  });
  parser.end(html);
  return markup;
}

/** Mail programs drop style sheets and read attributes of old: rules about these are for pages, not for mail. */
const MAIL_RULES = {
  'no-inline-style': 'off',
  'no-deprecated-attr': 'off',
  'no-conditional-comment': 'off',
} as const;

/** What html-validate's recommended rules find, one line each. */
export async function mistakesIn(html: string, kind: 'mail' | 'page'): Promise<string[]> {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: kind === 'mail' ? MAIL_RULES : {},
  });
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
  );
}

/** What may be missing in a mail program without harm: the reason stands beside it. */
const GRACEFUL = new Set([
  '@media', // phone widths and dark colours are improvements on a mail that reads well without them
  '<style> element', // holds the media rules only
  'display:none', // hides the preheader, which is one pixel high and of the page's colour where it shows
  'role attribute', // for screen readers
  '<body> element', // becomes a div
]);

/** Features that Gmail, Outlook or Apple Mail do not support and that a mail relies on. */
export function unsupportedIn(html: string): string[] {
  const { issues } = caniemail({ clients: ['gmail.*', 'outlook.*', 'apple-mail.*'], html });
  const titles = [...issues.errors.values()].flatMap((found) => found.map(({ title }) => title));
  return [...new Set(titles)].filter((title) => !GRACEFUL.has(title));
}
