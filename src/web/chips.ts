import { countryName } from '../publish/wording/countries.ts';
import { phrasesOf } from '../publish/wording/index.ts';
import { hrefOf, type TimelineQuery } from './query.ts';
import { languageName } from './words.ts';

const CHIP_NAMES = {
  text: 'Text',
  from: 'From',
  to: 'To',
  category: 'Category',
  type: 'Type',
  status: 'Status',
  facilitator: 'Facilitator',
  supplier: 'Supplier',
  recipient: 'Recipient',
  place: 'Place',
  outlet: 'Source',
  lang: 'Language',
} as const;

/** What narrows the timeline now, each with the address without it. */
export function chipsOf(query: TimelineQuery): { label: string; value: string; href: string }[] {
  const phrases = phrasesOf('en');
  const names: Readonly<Record<string, string>> = { ...phrases.category, ...phrases.type, ...phrases.status };
  const isState = (name: string): boolean => ['facilitator', 'supplier', 'recipient'].includes(name);
  return Object.entries(CHIP_NAMES).flatMap(([name, label]) => {
    const value = query[name as keyof typeof CHIP_NAMES]; // Object.entries forgets the literal keys
    const values = Array.isArray(value) ? value : [value];
    return values.flatMap((each) => {
      if (!each) return [];
      const rest = Array.isArray(value) ? value.filter((other) => other !== each) : null;
      const shown = isState(name)
        ? capital(countryName(each, 'en'))
        : name === 'lang'
          ? languageName(each)
          : (names[each] ?? each);
      return [{ label, value: shown, href: hrefOf('/timeline', { ...query, [name]: rest, page: 1 }) }];
    });
  });
}

/** What narrows the timeline, on one line: "Type: Arms transfer; Outlet: KCNA". */
export function filtersInWords(query: TimelineQuery): string {
  return chipsOf(query)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('; ');
}

/** With a capital first letter. */
export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
