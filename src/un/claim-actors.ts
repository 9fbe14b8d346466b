import type { ClaimWords } from './claim-words.ts';

/** States that a sentence names as one subject: "China and Russia". */
export interface Group {
  /** Codes; "?" stands for somebody without a name. */
  codes: string[];
  start: number;
  end: number;
  /** Whether they are only the authors of a text that the sentence speaks of: "the American draft". */
  isAuthor: boolean;
  /** Whether they are spoken to, or their capital is a place: "told Beijing", "in Moscow". */
  isObject: boolean;
}

interface Named {
  codes: string[];
  start: number;
  end: number;
}

/** The groups of a sentence, in order. */
export function groupsIn(sentence: string, words: ClaimWords): Group[] {
  const named = words.actors
    .flatMap(([codes, pattern]) =>
      [...sentence.matchAll(pattern)].map((match): Named => ({
        codes,
        start: match.index,
        end: match.index + match[0].length,
      })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((entry, index, all) => all.slice(0, index).every((before) => before.end <= entry.start));
  const chains = chainsOf(sentence, named, words);
  return chains.map((chain, index) => {
    const start = chain[0]?.start ?? 0;
    const end = chain.at(-1)?.end ?? start;
    const codes = [...new Set(chain.flatMap((name) => name.codes))];
    const behind = sentence.slice(end, chains[index + 1]?.[0]?.start ?? sentence.length);
    const isObject = words.objectBefore?.test(sentence.slice(0, start)) ?? false;
    return { codes, start, end, isAuthor: isAuthored(behind, words), isObject };
  });
}

/** Names that follow one another with only "and" or commas between them; commas alone make no list. */
function chainsOf(sentence: string, named: readonly Named[], words: ClaimWords): Named[][] {
  const chains: { names: Named[]; joined: boolean }[] = [];
  for (const name of named) {
    const chain = chains.at(-1);
    const before = chain?.names.at(-1);
    const between = before ? sentence.slice(before.end, name.start) : null;
    const named = !name.codes.includes('?') && before?.codes.includes('?') === false;
    const isJoined = named && between !== null && words.joined.test(between);
    if (chain && between !== null && (isJoined || (named && /^, ?$/u.test(between)))) {
      chain.names.push(name);
      chain.joined ||= isJoined;
    } else {
      chains.push({ names: [name], joined: isJoined });
    }
  }
  return chains.flatMap(({ names, joined }) => (joined ? [names] : names.map((name) => [name])));
}

const PROPOSING =
  /^(?:(?:이|가|が)\s?[^,.、。]{0,24}?(?:제안한|제출한|요청한|提案した|提出した|求めた|求める)|[^,，。]{0,24}?(?:提出的|提议的|起草的|(?:关于|将)[^，。]{2,40}的(?:要求|提议|提案|草案|请求)))/u;

/** Whether a text, proposal or request of theirs follows at once, with nothing that they did in between. */
function isAuthored(behind: string, words: ClaimWords): boolean {
  if (PROPOSING.test(behind)) return true;
  const match = words.authoredBehind?.exec(behind);
  if (!match) return false;
  return !words.acts.some(([, act]) => match[0].search(act) >= 0);
}
