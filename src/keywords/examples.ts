import { createAnalyzer } from '../analyze/analyze.ts';
import type { Lexicon } from '../analyze/lexicon.ts';

/** An example of a frame that does not do what it stands there for. */
export interface BrokenExample {
  frame: string;
  text: string;
  wrong: string;
}

/**
 * Tries every example of the keyword files: under `yes` the frame's type must be found, under `no` it must not. Frames are
 * tried without the model: an example shows what a phrase does, not what else is known.
 */
export function checkExamples(lexicon: Lexicon): { tried: number; broken: BrokenExample[] } {
  const analyzer = createAnalyzer(lexicon);
  const examples = lexicon.frames.flatMap((frame) => [
    ...frame.source.yes.map((text) => ({ frame, text, wanted: true })),
    ...frame.source.no.map((text) => ({ frame, text, wanted: false })),
  ]);
  const broken = examples.flatMap(({ frame, text, wanted }): BrokenExample[] => {
    const { mentions } = analyzer.analyze({ id: 'example', title: '', text });
    if (mentions.some((mention) => mention.type === frame.type) === wanted) return [];
    const wrong = wanted ? `no ${frame.type} is found in it` : `${frame.type} is found in it`;
    return [{ frame: frame.id, text, wrong }];
  });
  return { tried: examples.length, broken };
}
