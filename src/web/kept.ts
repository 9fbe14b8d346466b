import type { App } from '../app.ts';

/** What is kept may lag this much behind the store: counting 20,000 events anew for every page would cost more than the page. */
const KEPT_MS = 60_000;
/** Filters differ without end; the oldest answer makes room. */
const MOST_ANSWERS = 200;

/** A function of the store whose answers are kept for a minute, by app and key; at most so many at a time. */
export function keptAnswers<T>(
  most = MOST_ANSWERS,
): (app: App, key: string, make: () => Promise<T>) => Promise<T> {
  const byApp = new WeakMap<App, Map<string, { until: number; answer: Promise<T> }>>();
  return async (app, key, make) => {
    const answers = byApp.get(app) ?? new Map<string, { until: number; answer: Promise<T> }>();
    byApp.set(app, answers);
    const held = answers.get(key);
    if (held && held.until > performance.now()) return held.answer;
    const answer = make();
    answers.delete(key);
    answers.set(key, { until: performance.now() + KEPT_MS, answer });
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    answer.catch(() => answers.delete(key)); // a failure is not kept
    return answer;
  };
}
