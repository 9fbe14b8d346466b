import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { storedTexts, type StoredText } from '../../src/store/stored-texts.ts';
import { makeConfig, openTestApp, removeData } from '../harness/apps.ts';
import { tell } from '../harness/tell.ts';
import { startWorld, type World } from '../harness/world.ts';

describe('stored texts', () => {
  const now = new Date('2026-10-01T09:00:00Z');
  let app: App;
  let world: World;

  beforeAll(async () => {
    world = await startWorld(1, 1, now);
    app = await openTestApp(await makeConfig('pglite', world.feedsYaml, world.origin), () => now);
    const url = 'https://example.org/shells';
    await tell(app, { outlet: 'Gazette', title: 'First', text: 'Nothing is known.', url });
    const text = 'North Korea shipped artillery shells to Russia, Seoul said.';
    await tell(app, { outlet: 'Gazette', title: 'Second', text, url });
    await tell(app, { outlet: 'Courier', title: 'Weather', text: 'It rains in Seoul.' });
  });
  afterAll(async () => {
    await app.close();
    await world.close();
    removeData(app.config);
  });

  it('are the current readings, in order, with what was found in them', async () => {
    const texts: StoredText[] = [];
    for await (const text of storedTexts(app.database.db)) texts.push(text);
    expect(texts.map(({ document }) => document.title)).toEqual(['Second', 'Weather']);
    expect(texts[0]?.document).toMatchObject({ url: 'https://example.org/shells', lang: 'en' });
    expect(texts.map(({ mentions }) => mentions.map(({ type }) => type))).toEqual([['arms_transfer'], []]);
    const { document, mentions } = texts[0] ?? { document: null, mentions: [] };
    expect(app.analyzer.analyze(document ?? { id: '', title: '', text: '' }).mentions).toEqual(mentions);
  });
});
