import { createAnalyzer } from '../src/analyze/analyze.ts';
import type { Lexicon } from '../src/analyze/lexicon.ts';
import { lessonOf, type JudgedClaim, type Lesson } from '../src/learn/examples.ts';
import { Model, type ModelData } from '../src/learn/model.ts';
import { trainDecisions, trainTypes } from '../src/learn/train.ts';
import type { Analysis } from '../src/model.ts';
import { foldOf, type Gold } from './gold.ts';

const FOLDS = 4;

/** From which probability on a claim becomes a mention (src/learn/model.ts). */
export type Limits = Pick<ModelData, 'keep' | 'propose'>;
type Learned = Omit<ModelData, 'trained' | 'corpus'>;

interface Fold {
  passages: Gold[];
  types: ModelData['types'];
  /** What a model that has not seen these passages claims about them. */
  claims: JudgedClaim[];
}

/** Models for each fold of stories, trained on all the other folds. */
export class CrossValidation {
  readonly #lexicon: Lexicon;
  readonly #lessons: Map<Gold, Lesson | null>;
  readonly #folds: Fold[];

  constructor(passages: readonly Gold[], lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#lessons = new Map(passages.map((passage) => [passage, lessonOf(passage, lexicon)]));
    this.#folds = Array.from({ length: FOLDS }, (_, fold) => {
      const own = passages.filter((passage) => foldOf(passage, FOLDS) === fold);
      const types = this.#train(passages.filter((passage) => foldOf(passage, FOLDS) !== fold));
      return { passages: own, types, claims: this.#claims(own, types) };
    });
  }

  /** An analysis of each passage by a model both steps of which have not seen its story. */
  analyses(limits: Limits): Map<string, Analysis> {
    const found = this.#folds.flatMap(({ passages, types }, i) => {
      const others = this.#folds.flatMap(({ claims }, other) => (other === i ? [] : claims));
      const model = modelOf({ ...limits, types, ...trainDecisions(others) });
      const analyzer = createAnalyzer(this.#lexicon, model);
      return passages.map((passage): [string, Analysis] => [passage.id, analyzer.analyze(passage)]);
    });
    return new Map(found);
  }

  /** A model of all the passages. Its second step is learnt from what the folds claimed of passages they had not seen. */
  model(limits: Limits): Learned {
    const types = this.#train([...this.#lessons.keys()]);
    return { ...limits, types, ...trainDecisions(this.#folds.flatMap(({ claims }) => claims)) };
  }

  #train(passages: readonly Gold[]): ModelData['types'] {
    return trainTypes(passages.flatMap((passage) => this.#lessons.get(passage)?.examples ?? []));
  }

  #claims(passages: readonly Gold[], types: ModelData['types']): JudgedClaim[] {
    const model = modelOf({ keep: 0, propose: 0, types, ...trainDecisions([]) });
    return passages.flatMap((passage) => this.#lessons.get(passage)?.claims(model) ?? []);
  }
}

function modelOf(parts: Learned): Model {
  return new Model({ trained: '2000-01-01', corpus: 'all folds but one', ...parts });
}
