import { join } from 'node:path';
import { z } from 'zod';
import { createPrefilter, type Prefilter } from './sources/prefilter.ts';
import { readYamlFile } from './yaml-file.ts';

const words = z.array(z.string().trim().min(1)).min(1);
const RelatedSchema = z.strictObject({
  topics: z.record(
    z.string(),
    z.strictObject({
      title: z.string().min(1),
      words: z.strictObject({ en: words, ko: words, ru: words, zh: words, ja: words }),
    }),
  ),
});

/** What an article is about stands in its first sentences; a name further down is an aside. */
const OPENING = 600;

/** Tells what a text without a mention is about, of the topics beside the report's categories; null for none. */
export type TopicFinder = (text: { title: string; text: string }, namesSubject: Prefilter) => string | null;

/** Reads related.yaml of a keywords folder. Throws UsageError with file and line. */
export function loadTopics(dir: string): TopicFinder {
  const { topics } = readYamlFile(join(dir, 'related.yaml'), RelatedSchema).value;
  const finders = Object.entries(topics).map(([id, topic]) => ({
    id,
    matches: createPrefilter(topic.words),
  }));
  return ({ title, text }, namesSubject) => {
    const opening = { title, summaryHtml: text.slice(0, OPENING), contentHtml: null, tags: [] };
    if (!namesSubject(opening)) return null;
    return finders.find((finder) => finder.matches(opening))?.id ?? null;
  };
}
