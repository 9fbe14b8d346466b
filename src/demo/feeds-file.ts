import { stringify } from 'yaml';
import type { DemoData, DemoFeed } from './data.ts';

/** The words of feeds.yaml that the sample's busy feeds need; enough for its own texts. */
const PREFILTER = {
  en: ['north korea*', 'dprk', 'pyongyang'],
  ko: ['북한', '북', '북러', '북중', '탈북', '北'],
  ru: ['кндр', 'северокоре*', 'северн* коре*', 'пхеньян*'],
  zh: ['朝鲜', '北韩', '平壤'],
  ja: ['北朝鮮', '平壌', '脱北'],
};

/** A feeds.yaml for the sample: every feed on, its addresses pointing at `origin`. */
export function feedsFileOf(data: DemoData, origin: string): string {
  return stringify({ prefilter: PREFILTER, feeds: data.feeds.map((feed) => entryOf(feed, origin)) });
}

function entryOf(feed: DemoFeed, origin: string): Record<string, unknown> {
  return {
    id: feed.id,
    title: feed.outlet,
    url: origin + feed.path,
    kind: feed.kind === 'news' ? 'rss' : feed.kind,
    lang: feed.lang,
    organisation: feed.outlet,
    enabled: true,
    interval: '10m',
    healthy: { silenceAfter: '7d' },
    timeZone: feed.zone,
    prefilter: feed.busy,
    fullTextInFeed: feed.fullText,
    notes: feed.description,
  };
}
