declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    constructor(stemmer?: undefined, smoothing?: number);
    addDocument(words: readonly string[], label: string): void;
    train(): void;
    /** Labels with their weights, the likeliest first. */
    getClassifications(words: readonly string[]): { label: string; value: number }[];
  }
}
