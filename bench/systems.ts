import { createAnalyzer } from '../src/analyze/analyze.ts';
import { loadLexicon } from '../src/analyze/lexicon.ts';
import { linkDocuments } from '../src/events/index.ts';
import { readModel } from '../src/learn/model.ts';
import type { Analysis, AnalysisInput } from '../src/model.ts';
import { readTraining, type Corpus, type Gold } from './gold.ts';
import { CrossValidation } from './learning.ts';
import { scoreAnalysis, type Figures } from './score.ts';
import { scoreStories } from './score-stories.ts';

const KEYWORDS = 'keywords';

/** What a system says of a corpus: an analysis of each passage, and its story where it links at all. */
export interface Answers {
  analyses: ReadonlyMap<string, Analysis>;
  stories: ReadonlyMap<string, string>;
}

/** The two functions that a release is judged by, its own or an older one's. */
export interface Release {
  analyze: (input: AnalysisInput) => Analysis;
  link: typeof linkDocuments;
}

/** Tumen as it stands in the working tree, for any corpus: what it has learnt from is answered by models that have not. */
export function currentRelease(): (corpus: Corpus) => Release {
  const lexicon = loadLexicon(KEYWORDS);
  const model = readModel(KEYWORDS);
  const { analyze } = createAnalyzer(lexicon, model);
  let across: ReadonlyMap<string, Analysis> | undefined;
  const acrossFolds = (input: AnalysisInput): Analysis => {
    if (!model) return analyze(input);
    across ??= new CrossValidation(readTraining(), lexicon).analyses(model.data);
    return across.get(input.id) ?? analyze(input);
  };
  return ({ trained }) => ({ analyze: trained ? acrossFolds : analyze, link: linkDocuments });
}

/** Has a release analyse the passages and link those that are relevant and name a story. */
export function answersOf({ analyze, link }: Release, gold: readonly Gold[]): Answers {
  const analyses = new Map(gold.map((passage) => [passage.id, analyze(passage)]));
  const told = gold.filter((passage) => passage.relevant && passage.story !== undefined);
  const links = link(
    told.map((passage) => ({ document: passage, mentions: analyses.get(passage.id)?.mentions ?? [] })),
  );
  return { analyses, stories: new Map(links.map(({ id, story }) => [id, story])) };
}

/** All figures of a system on a corpus. */
export function figuresOf({ gold }: Corpus, { analyses, stories }: Answers): Figures {
  return { ...scoreAnalysis(gold, analyses), ...scoreStories(gold, stories) };
}
