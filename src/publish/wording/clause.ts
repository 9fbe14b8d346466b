/** A clause about an act, with the verb in the three forms that statuses ask for. */
export interface Clause {
  subject: string;
  verb: Verb;
  rest: string;
  /** The clause says where: an act inside a body of the United Nations. */
  isPlaced?: boolean;
}

export interface Verb {
  past: string;
  infinitive: string;
  gerund: string;
}
