import { readModel } from '../learn/model.ts';
import { createAnalyzer, type Analyzer } from './analyze.ts';
import { loadLexicon } from './lexicon.ts';

/** The analyzer of a keywords folder: its keyword files and, where it has one, its model. Throws UsageError on a bad file. */
export function loadAnalyzer(dir: string): Analyzer {
  return createAnalyzer(loadLexicon(dir), readModel(dir));
}
