import type { DemoFeed, DemoItem } from './data.ts';
import type { Fortnight, Timing } from './fortnight.ts';

/** Which poll the server answers: the second finds new items and one corrected. */
export type Step = 1 | 2;

/** An item as a visitor finds it at one poll: dates filled in, addresses complete. */
export interface Story {
  item: DemoItem;
  feed: DemoFeed;
  title: string;
  summary: string;
  paragraphs: string[];
  published: Date;
  updated: Date;
  path: string;
  url: string;
}

/** An edit comes this long before now, so that it lies between the two polls of a run. */
const EDITED: Timing = { ago: 25 };

/** The items of a feed at a poll, newest first. */
export function storiesOf(feed: DemoFeed, step: Step, fortnight: Fortnight, origin: string): Story[] {
  return feed.items
    .filter((item) => step === 2 || item.ago === undefined)
    .map((item) => storyOf(feed, item, step, fortnight, origin))
    .sort((a, b) => b.published.getTime() - a.published.getTime());
}

function storyOf(feed: DemoFeed, item: DemoItem, step: Step, fortnight: Fortnight, origin: string): Story {
  const edited = step === 2 ? item.edited : undefined;
  const fill = (text: string): string => fortnight.fill(text, feed.lang);
  const timing: Timing =
    item.ago === undefined ? { day: item.day ?? 0, time: item.time ?? '12:00' } : { ago: item.ago };
  const published = fortnight.instant(timing, feed.zone);
  const paragraphs = fill(edited?.text ?? item.text ?? '')
    .split(/\n{2,}/u)
    .map((paragraph) =>
      paragraph.replace(/\s*\n\s*/gu, feed.lang === 'zh' || feed.lang === 'ja' ? '' : ' ').trim(),
    )
    .filter(Boolean);
  const path = item.path ? fill(item.path) : pathOf(feed, item, published);
  return {
    item,
    feed,
    title: fill(edited?.title ?? item.title),
    summary: item.summary ? fill(item.summary) : (paragraphs[0] ?? ''),
    paragraphs,
    published,
    updated: edited ? fortnight.instant(EDITED, feed.zone) : published,
    path,
    url: origin + path,
  };
}

function pathOf(feed: DemoFeed, item: DemoItem, published: Date): string {
  const [year, month] = published.toISOString().split('-');
  const folder = item.page === 'closed' ? '/closed' : '';
  return `${folder}/${feed.id}/${year}/${month}/${item.id}.html`;
}
