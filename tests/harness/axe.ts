/** axe, the checker of accessibility, run inside a page: by the DevTools, so that the page's own policy stays as it is. */
import axe from 'axe-core';
import { z } from 'zod';
import type { Page } from './browser.ts';

/** WCAG 2.0 to 2.2 at the levels A and AA, and what is good practice beyond them. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const resultSchema = z.object({
  passes: z.number(),
  violations: z.array(z.string()),
});

/** What axe finds wrong with the page that is open, "rule: element" each. Fails where it found nothing to judge at all. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(`if (!globalThis.axe) { ${axe.source} }; undefined`);
  const answer = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ passes, violations }) => ({
      passes: passes.length,
      violations: violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 160) + ' ' + failureSummary.slice(0, 200))),
    }))`,
  );
  const { passes, violations } = resultSchema.parse(answer);
  if (passes === 0) throw new Error('axe judged nothing');
  return violations;
}
