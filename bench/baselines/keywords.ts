import { z } from 'zod';
import { splitSentences } from '../../src/analyze/sentences.ts';
import type { Analysis } from '../../src/model.ts';
import { MENTION_TYPES, type MentionType } from '../../src/taxonomy.ts';
import { readYamlFile } from '../../src/yaml-file.ts';
import type { Gold } from '../gold.ts';
import { plainAnalysis, plainMention } from './plain.ts';

const words = z.array(z.string());
const schema = z.strictObject({
  country: words,
  types: z.record(z.enum(MENTION_TYPES), z.strictObject({ nouns: words, verbs: words })),
});

/** Sure of everything alike: keywords have no degrees. */
const CONFIDENCE = 0.5;

/** Country, noun and verb in one document: what a saved search or a Boolean media monitor does. */
export function keywordBaseline(): (passage: Gold) => Analysis {
  const { country, types } = readYamlFile('bench/baselines/keywords.yaml', schema).value;
  const named = anyOf(country);
  const rules = Object.entries(types).map(([type, { nouns, verbs }]) => ({
    type: type as MentionType, // Object.entries forgets the literal keys
    noun: anyOf(nouns),
    verb: anyOf(verbs),
  }));
  return (passage) => {
    const full = `${passage.title}\n${passage.text}`;
    if (!named.test(full)) return plainAnalysis(passage, [], false);
    const sentences = splitSentences(passage.title, passage.text);
    const mentions = rules.flatMap(({ type, noun, verb }) => {
      if (!verb.test(full)) return [];
      const { start, end } = sentences.find((one) => noun.test(full.slice(one.start, one.end))) ?? {};
      return start === undefined || end === undefined
        ? []
        : [plainMention(type, full, start, end, CONFIDENCE)];
    });
    const alert = mentions.some((mention) => mention.type === 'arms_transfer');
    return plainAnalysis(passage, mentions, alert);
  };
}

function anyOf(list: readonly string[]): RegExp {
  const parts = list.map((word) => {
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
    return /^\p{Script=Latin}/u.test(word) ? String.raw`(?<!\p{L})${escaped}` : escaped;
  });
  return new RegExp(parts.join('|'), 'iu');
}
