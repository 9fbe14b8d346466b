import type { Mention } from '../model.ts';
import type { MentionType } from '../taxonomy.ts';
import { isEmpty, type Difference } from './compare.ts';

/** The sum of differences over many documents, as they come in. */
export class Tally {
  documents = 0;
  differences: Difference[] = [];
  gained = 0;
  lost = 0;
  changed = 0;
  /** Documents that would alert now and did not before. */
  alerts = 0;
  readonly #immediate: (type: MentionType) => boolean;

  constructor(immediate: (type: MentionType) => boolean) {
    this.#immediate = immediate;
  }

  /** Adds a document; `before` and `after` are all of its mentions. */
  add(difference: Difference, before: readonly Mention[], after: readonly Mention[]): void {
    this.documents += 1;
    if (isEmpty(difference)) return;
    const { gained, lost, changed } = difference;
    this.differences.push(difference);
    this.gained += gained.length;
    this.lost += lost.length;
    this.changed += changed.length;
    if (this.#alerts(after) && !this.#alerts(before)) this.alerts += 1;
  }

  #alerts(mentions: readonly Mention[]): boolean {
    return mentions.some((mention) => mention.news && this.#immediate(mention.type));
  }
}

/** Lines for people: the sums, then document by document what is gained (+), lost (-) and said otherwise (~). */
export function describe(tally: Tally, limit: number): string[] {
  const { documents, differences, gained, lost, changed, alerts } = tally;
  const shown = differences.slice(0, limit);
  return [
    `${documents} documents: ${gained} mentions gained, ${lost} lost, ${changed} changed, in ${differences.length} documents.`,
    ...(alerts > 0
      ? [`${alerts} documents would count as news for an alert that did not before; nobody is alerted.`]
      : []),
    ...shown.flatMap(describeDocument),
    ...(differences.length > limit
      ? ['', `${differences.length - limit} more documents; --limit shows them.`]
      : []),
  ];
}

function describeDocument({ document, gained, lost, changed }: Difference): string[] {
  const day = document.published?.slice(0, 10) ?? 'undated   ';
  return [
    '',
    `${day}  ${document.title || '(no title)'}  ${document.url ?? document.id}`,
    ...gained.flatMap((mention) => describeMention('+', mention)),
    ...lost.flatMap((mention) => describeMention('-', mention)),
    ...changed.map(({ before, after }) => `  ~ ${after.type}: ${factsOf(before)} -> ${factsOf(after)}`),
  ];
}

function describeMention(mark: string, mention: Mention): string[] {
  const words = mention.evidence.map(({ role, text }) => `${role} "${text}"`).join(', ');
  return [
    `  ${mark} ${mention.type}, ${factsOf(mention)}, ${mention.confidence}: "${mention.quote}"`,
    `      words: ${words}; rule ${mention.rule}`,
  ];
}

function factsOf({ status, supplier, recipient, news }: Mention): string {
  const route = supplier || recipient ? ` ${supplier ?? '?'} to ${recipient ?? '?'}` : '';
  return `${status}${route}${news ? ', news' : ''}`;
}
