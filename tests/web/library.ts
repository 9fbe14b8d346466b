/** A small store with something on every page, served: what the tests of the pages read. */
import type { App } from '../../src/app.ts';
import { installBaseline } from '../../src/baseline/install.ts';
import { workOff } from '../../src/run.ts';
import { indexWaiting } from '../../src/search/indexing.ts';
import { startWeb } from '../../src/web/server.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { tell } from '../harness/tell.ts';
import { startWorld } from '../harness/world.ts';

/** What a source may write to break out of a page. */
export const HOSTILE = '</h4><script>alert(1)</script><img src=x onerror=alert(1)>';
const SHELLS =
  'North Korea shipped 1,000 containers of artillery shells to Russia on 12 September 2026, Seoul’s spy agency said.';
const RETURNED =
  'China forcibly returned the North Korean refugee Kim Example to North Korea in August 2026. Kim Example is 31, a rights group said.';
const KOREAN = '북한이 러시아에 포탄을 실은 컨테이너 1만개를 보냈다고 국가정보원이 2026년 9월 밝혔다.';

export interface Library {
  app: App;
  /** Base address of the pages. */
  url: string;
  /** Ids of two documents; the second names a victim. */
  documents: { shells: number; returned: number };
  close(): Promise<void>;
}

/** Tells three stories (1 October 2026), one of them hostile, one sensitive, one Korean; alerts to the first, indexes and serves them. */
export async function openLibrary(): Promise<Library> {
  const world = await startWorld(1, 1, new Date());
  const config = await makeConfig('pglite', world.feedsYaml, world.origin);
  const app = await openTestApp(config, () => new Date('2026-10-01T09:00:00Z'));
  const shells = await tell(app, {
    outlet: 'Gazette',
    title: `Shells ${HOSTILE}`,
    text: `${SHELLS}\n\n${HOSTILE}`,
    page: '<p>raw',
  });
  await workOff(app, ['alert', 'deliver']); // before what is told next: a later revision would speak for it
  const returned = await tell(app, { outlet: 'Courier', title: 'Kim Example sent back', text: RETURNED });
  await tell(app, { outlet: '강변일보', title: '국정원 "포탄 컨테이너 1만개"', text: KOREAN, lang: 'ko' });
  await indexWaiting(app);
  const web = await startWeb(app);
  const close = async (): Promise<void> => {
    await web.close();
    await world.close();
    await app.close();
    removeData(app.config);
  };
  return { app, url: web.url, documents: { shells, returned }, close };
}

/** Sends a digest of the stories, and adds the background of the baseline: then no list of a page is empty. */
export async function fillLists({ app }: Library): Promise<void> {
  await app.queues.add('digest', {
    subscriberId: 'reader',
    edition: 'daily',
    localDate: '2026-10-01',
    slot: '07:00',
  });
  await workOff(app, ['digest', 'deliver']);
  await installBaseline(app);
  await indexWaiting(app);
}

/** The address of the first event of a timeline, as a path. */
export async function eventPath({ url }: Library, query: string): Promise<string> {
  const html = await (await fetch(new URL(`timeline?${query}`, url))).text();
  const path = /href="(\/events\/\d+)"/u.exec(html)?.[1];
  if (path === undefined) throw new Error(`no event for ${query}`);
  return path;
}
