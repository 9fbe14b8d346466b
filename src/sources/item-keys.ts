import { canonicalUrl } from './canonical-url.ts';
import { pressCode } from './press-code.ts';
import type { SourceItem } from './types.ts';

/**
 * All names under which an item may be known already, the strongest first: its shared id and its address hold across
 * feeds, its guid within its feed. Two items are one when any of their keys are equal.
 */
export function itemKeys(item: Pick<SourceItem, 'guid' | 'url' | 'sharedId'>, feedId: string): string[] {
  const shared = item.sharedId ?? pressCode(item.url)?.sharedId ?? null;
  const address = canonicalUrl(item.url);
  const guidAddress = canonicalUrl(item.guid); // a permalink guid is an address like any other
  return [
    ...new Set([
      ...(shared ? [`id:${shared}`] : []),
      ...(address ? [`url:${address}`] : []),
      ...(guidAddress ? [`url:${guidAddress}`] : []),
      `guid:${feedId}:${item.guid}`,
    ]),
  ];
}
