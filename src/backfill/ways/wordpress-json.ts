import { z } from 'zod';
import { plainText } from '../../feeds/text.ts';
import { candidateAt } from '../candidate.ts';
import { text, webAddress } from '../settings.ts';
import { WalkError, defineWay, type Candidate, type Listing } from '../types.ts';

/** The most that WordPress gives at a time. */
const PAGE_SIZE = 100;
/** With a page of 100 that is a million posts. */
const MAX_PAGES = 10_000;

const Cursor = z.strictObject({
  page: z.int().min(1),
  /** The first post of the page before: a site that ran out may repeat itself. */
  first: z.string().nullable().default(null),
});

const Rendered = z.object({ rendered: z.string() }).optional();
const Post = z.object({
  link: z.url(),
  date_gmt: z.string().nullish(),
  modified_gmt: z.string().nullish(),
  title: Rendered,
  excerpt: Rendered,
  content: Rendered,
});

/** The posts of a WordPress site by its JSON interface: by days, and by a word where the site is about more than ours. */
export const wordpressJson = defineWay({
  kind: 'wordpress-json',
  needs: 'outlet',
  settings: {
    /** The interface, such as https://example.org/wp-json/wp/v2/posts. */
    url: webAddress,
    /** Only posts that the site's own search finds. */
    search: text.optional(),
  },
  cursor: Cursor,
  async *walk(settings, cursor, context) {
    let before = cursor?.first ?? null;
    for (let page = cursor?.page ?? 1; page <= MAX_PAGES; page += 1) {
      const answer = await context.get({ url: addressOf(settings, context.window, page) });
      if ('why' in answer) {
        if (page > 1 && answer.status === 400) return; // behind the last page
        throw new WalkError(answer.why, !answer.again);
      }
      const candidates = candidatesOf(answer);
      const first = candidates[0]?.item.url ?? null;
      if (first === null || first === before) return;
      before = first;
      const pages = Number(answer.headers['x-wp-totalpages'] ?? 0);
      yield {
        candidates,
        cursor: { page: page + 1, first },
        done: pages > 0 ? Math.min(1, page / pages) : 0,
      };
      // Where the site counts its pages, a short one is not the last: plugins take posts out of it.
      if (pages > 0 ? page >= pages : candidates.length < PAGE_SIZE) return;
    }
  },
});

function addressOf(
  { url, search }: { url: string; search?: string },
  window: { from: string; to: string },
  page: number,
): string {
  const address = new URL(url);
  const wanted = {
    per_page: String(PAGE_SIZE),
    page: String(page),
    after: `${window.from}T00:00:00Z`,
    before: `${window.to}T23:59:59Z`,
    // Oldest first: a post that comes while we walk moves no page.
    orderby: 'date',
    order: 'asc',
    _fields: 'link,date_gmt,modified_gmt,title,excerpt,content',
    ...(search === undefined ? {} : { search }),
  };
  for (const [name, value] of Object.entries(wanted)) address.searchParams.set(name, value);
  return address.href;
}

function candidatesOf({ bytes }: Listing): Candidate[] {
  const posts = z.array(Post).safeParse(parseJson(bytes));
  if (!posts.success) throw new WalkError('the answer is no list of WordPress posts', true);
  return posts.data.map((post) =>
    candidateAt(post.link, {
      title: plain(post.title?.rendered),
      summaryHtml: post.excerpt?.rendered ?? null,
      contentHtml: post.content?.rendered ?? null,
      published: instant(post.date_gmt),
      updated: instant(post.modified_gmt),
    }),
  );
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function plain(html: string | undefined): string {
  return plainText(html ?? null) ?? '';
}

/** "2020-05-06T07:08:09", which is in UTC although it does not say so. */
function instant(written: string | null | undefined): string | null {
  const at = written ? new Date(`${written.replace(/Z$/u, '')}Z`) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}
