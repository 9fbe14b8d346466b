import { PERMANENT_MEMBERS, VOTES_TO_ADOPT, type BaselineVote, type RawEvent } from './schema.ts';

/** What contradicts itself in an event although every single field is well formed; empty when it is sound. */
export function mistakesOf(event: RawEvent): string[] {
  return [
    ...typeMistakes(event),
    ...certaintyMistakes(event),
    ...quantityMistakes(event),
    ...(event.vote ? voteMistakes(event, event.vote) : []),
    ...meetingMistakes(event),
  ];
}

function typeMistakes({ type, related, supplier, recipient }: RawEvent): string[] {
  if ((type === undefined) === (related === undefined)) return ['give either a type or "related: true"'];
  if (type === 'arms_transfer' && !supplier && !recipient) {
    return ['an arms transfer needs a supplier or a recipient'];
  }
  return [];
}

function certaintyMistakes({ confidence, status }: RawEvent): string[] {
  return confidence === 'C' && (status === 'confirmed' || status === 'reported')
    ? [`confidence C (one source, or a party to the matter) cannot be "${status}"`]
    : [];
}

function quantityMistakes({ quantity }: RawEvent): string[] {
  if (quantity?.min == null || quantity.max === null || quantity.min <= quantity.max) return [];
  return [`quantity: min ${quantity.min} is above max ${quantity.max}`];
}

function voteMistakes({ outcome }: RawEvent, vote: BaselineVote): string[] {
  const mistakes: string[] = [];
  const vetoers = vetoersOf(vote);
  if (vote.against.length > vote.no) mistakes.push('vote: more states named against than votes against');
  if (vote.abstaining.length > vote.abstain)
    mistakes.push('vote: more states named abstaining than abstentions');
  for (const state of vote.veto) {
    if (!vetoers.includes(state))
      mistakes.push(`vote: ${state} cannot have vetoed: ${whyNoVeto(vote, state)}`);
  }
  for (const state of vetoers) {
    if (!vote.veto.includes(state)) mistakes.push(`vote: ${state} voted against and is missing under veto`);
  }
  if ((outcome === 'vetoed') !== vote.veto.length > 0) {
    mistakes.push('outcome "vetoed" and a list of vetoing states go together');
  }
  return mistakes;
}

/** Permanent members whose negative vote alone stopped a substantive draft that had the votes to pass. */
function vetoersOf(vote: BaselineVote): BaselineVote['veto'] {
  if (vote.kind !== 'substantive' || vote.yes < VOTES_TO_ADOPT) return [];
  return PERMANENT_MEMBERS.filter((state) => vote.against.includes(state));
}

function whyNoVeto(vote: BaselineVote, state: string): string {
  if (vote.kind !== 'substantive') return `a ${vote.kind} vote cannot be vetoed`;
  if (vote.yes < VOTES_TO_ADOPT) return `the draft had only ${vote.yes} votes in favour`;
  return `${state} is not among those against`;
}

/** A meeting that found too few supporters was blocked by nobody: it is no obstruction of China or Russia. */
function meetingMistakes({ outcome, type, facilitators }: RawEvent): string[] {
  return outcome === 'not_held' && (type !== undefined || facilitators.length > 0)
    ? ['a meeting "not_held" for lack of support is related, without facilitators']
    : [];
}
