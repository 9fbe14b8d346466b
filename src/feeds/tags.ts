import { rssHtml } from './construct.ts';
import { MAX_LIST } from './limits.ts';
import { label, plainText } from './text.ts';
import { textContent, type XmlElement } from './xml/element.ts';

const CATEGORIES = ['category', 'dc:subject', 'media:category'] as const;
const KEYWORDS = ['itunes:keywords', 'media:keywords', 'tags'] as const;

/** What a feed or item says it is about, each word once. */
export function tagsOf(element: XmlElement): string[] {
  const categories = element
    .all(...CATEGORIES)
    .slice(0, MAX_LIST)
    .flatMap(categoryTags);
  const podcast = element.all('itunes:category').slice(0, MAX_LIST).flatMap(podcastTags);
  const keywords = element
    .all(...KEYWORDS)
    .slice(0, MAX_LIST)
    .flatMap((list) => textContent(list).slice(0, 10_000).split(','));
  return distinctLabels([...categories, ...podcast, ...keywords]);
}

export function distinctLabels(labels: readonly (string | null | undefined)[]): string[] {
  return [...new Set(labels.flatMap((text) => label(text) ?? []))].slice(0, MAX_LIST);
}

/** Atom's term and label, or the text of an RSS category. */
function categoryTags(category: XmlElement): (string | null | undefined)[] {
  const term = category.attribute('term');
  const name = category.attribute('label');
  return term || name ? [term, name] : [plainText(rssHtml(category))];
}

function podcastTags(category: XmlElement): (string | null | undefined)[] {
  const inner = category.all('itunes:category').slice(0, MAX_LIST);
  return [category, ...inner].map((level) => level.attribute('text') ?? plainText(rssHtml(level)));
}
