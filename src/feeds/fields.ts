/** Fields that feeds and items read alike. */
import { parseFeedDate, type DateOptions } from './dates.ts';
import { label } from './text.ts';
import { textContent, type XmlElement } from './xml/element.ts';

/** More elements than this that hold no date hold none. */
const MAX_DATES = 40;

/** The first of these elements that holds a date that can be read. */
export function dateOf(element: XmlElement, keys: readonly string[], dates: DateOptions): string | null {
  for (const candidate of element.all(...keys).slice(0, MAX_DATES)) {
    const date = parseFeedDate(textContent(candidate), dates);
    if (date) return date;
  }
  return null;
}

/** The language that a feed or item names in an element of its own. */
export function statedLanguage(element: XmlElement): string | null {
  const stated = element.first('language', 'dc:language');
  return stated && label(textContent(stated));
}

/** The nearest xml:lang; an empty one says that none is known. */
export function inheritedLanguage(element: XmlElement): string | null {
  for (let around: XmlElement | null = element; around; around = around.parent) {
    const language = around.attribute('xml:lang');
    if (language !== undefined) return label(language);
  }
  return null;
}
