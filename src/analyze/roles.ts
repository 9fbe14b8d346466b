import type { Span } from './clauses.ts';
import type { Context } from './context.ts';
import { hitsOf, type Document, type Hit, type Line } from './document.ts';
import type { Frame, Lexicon, MentionKind } from './lexicon.ts';
import { isAside } from './aside.ts';
import { partiesOf, slotOf, type Mark, type Party } from './parties.ts';

export interface Roles {
  supplier: string | null;
  recipient: string | null;
  facilitator: string[];
  /** The sentence itself says which way the goods went. */
  explicit: boolean;
}

type Sides = Pick<Roles, 'supplier' | 'recipient' | 'explicit'>;

/** A name further from the act belongs to another one. */
const MARK_REACH = 12;

/** Reads who supplies, who receives and who makes it possible off the sentence, then off the context, then off the type. */
export function rolesOf(
  frame: Frame,
  kind: MentionKind,
  line: Line,
  core: readonly Hit[],
  quote: Span,
  document: Document,
  context: Context,
  lexicon: Lexicon,
): Roles {
  const parties = partiesOf(line, kind.items, document, lexicon);
  const { supplier, recipient, explicit } = kind.roles.direction
    ? direction(frame, kind, parties, core, line, quote, document, context, lexicon)
    : { supplier: kind.roles.supplier ?? null, recipient: kind.roles.recipient ?? null, explicit: true };
  return {
    supplier,
    recipient,
    explicit,
    facilitator: facilitators(kind, parties, quote, line, document, context, lexicon, [supplier, recipient]),
  };
}

function direction(
  frame: Frame,
  kind: MentionKind,
  parties: readonly Party[],
  core: readonly Hit[],
  line: Line,
  quote: Span,
  document: Document,
  context: Context,
  lexicon: Lexicon,
): Sides {
  if (frame.source.supplier && frame.source.recipient) {
    return { supplier: frame.source.supplier, recipient: frame.source.recipient, explicit: true };
  }
  const both = hitsOf(line, slotOf(lexicon, 'between')).length > 0 && frame.source.supplier === undefined;
  if (both) return { ...complete(null, null, kind, parties, line, context, lexicon), explicit: true }; // "between A and B" has no direction
  let supplier = frame.source.supplier ?? marked(parties, 'from', core);
  let recipient = frame.source.recipient ?? marked(parties, 'to', core, supplier);
  const gives = core.some((hit) => hit.concepts.some((c) => slotOf(lexicon, 'gives').includes(c)));
  const gets = core.some((hit) => hit.concepts.some((c) => slotOf(lexicon, 'gets').includes(c)));
  const verb = core.find((hit) =>
    hit.concepts.some((c) => [...slotOf(lexicon, 'gives'), ...slotOf(lexicon, 'gets')].includes(c)),
  );
  const agent = verb ? agentOf(parties, verb) : null;
  const wanter = verb ? null : wanterOf(parties, line, quote, lexicon);
  const given = verb && gives && !gets ? passiveOf(parties, verb, document) : null;
  recipient ??= wanter ?? given;
  if (gets && !gives) recipient ??= agent !== supplier ? agent : null;
  if (gives && !gets && !given) {
    supplier ??= agent !== recipient ? agent : null;
    recipient ??= objectOf(parties, verb, supplier);
  }
  supplier ??= makerOf(parties, core, recipient);
  // A sentence with neither goods nor their handing over goes on with what was said before.
  const tells = [kind.items, slotOf(lexicon, 'gives'), slotOf(lexicon, 'gets')].some((slot) =>
    hitsOf(line, slot).some((hit) => hit.start >= quote.start && hit.end <= quote.end),
  );
  const explicit = tells && (supplier !== null || recipient !== null);
  return { ...complete(supplier, recipient, kind, parties, line, context, lexicon), explicit };
}

/** "Kim wants fighter aircraft": the name before the wish gets what is wished for. */
function wanterOf(parties: readonly Party[], line: Line, quote: Span, lexicon: Lexicon): string | null {
  const wish = hitsOf(line, slotOf(lexicon, 'wants')).find(
    (hit) => hit.start >= quote.start && hit.end <= quote.end,
  );
  const wanter = wish && parties.findLast((party) => party.hit.end <= wish.start && party.mark !== 'from');
  return wanter && wish && wish.word - wanter.hit.wordEnd <= MARK_REACH ? wanter.state : null;
}

const PASSIVE = /^\s(?:(?:has|have|had)\s(?:also\s)?been|(?:was|were|is|are)(?:\s(?:being|to be|also))?)\s$/u;

/** "Russia has been given 50 howitzers": who is given something receives it. */
function passiveOf(parties: readonly Party[], verb: Hit, document: Document): string | null {
  const given = /^(?:given|handed|offered|promised|provided|supplied|sold|sent)(?!\p{L})/u.test(
    document.full.slice(verb.start, verb.end),
  );
  const before = given && parties.findLast((party) => party.hit.end <= verb.start);
  return before && PASSIVE.test(document.full.slice(before.hit.end, verb.start)) ? before.state : null;
}

function marked(
  parties: readonly Party[],
  mark: Mark,
  core: readonly Hit[],
  except: string | null = null,
): string | null {
  const first = Math.min(...core.map((hit) => hit.word));
  const last = Math.max(...core.map((hit) => hit.wordEnd));
  const away = ({ hit }: Party): number => Math.max(first - hit.word, hit.word - last, 0);
  return (
    parties
      .filter((party) => party.mark === mark && party.state !== except && away(party) <= MARK_REACH)
      .sort((a, b) => away(a) - away(b))[0]?.state ?? null
  );
}

/** The doer: a name marked as subject or "by", else the nearest unmarked name before the verb. */
function agentOf(parties: readonly Party[], verb: Hit): string | null {
  const by = parties.find((party) => party.mark === 'by' && party.hit.start >= verb.start);
  if (by) return by.state;
  const before = parties.filter(
    (party) =>
      party.hit.end <= verb.start + 1 &&
      party.mark !== 'from' &&
      party.mark !== 'to' &&
      party.mark !== 'maker',
  );
  const subject = before.filter((party) => party.mark === 'subject').at(-1);
  return (
    (subject ?? before.filter((party) => party.hit.kind !== 'people').at(-1) ?? before.at(-1))?.state ?? null
  );
}

/** "Russia has given North Korea missiles": the name right after a giving verb receives. */
function objectOf(parties: readonly Party[], verb: Hit | undefined, supplier: string | null): string | null {
  if (!verb) return null;
  const after = parties.find(
    (party) =>
      party.hit.start >= verb.end && party.hit.word - verb.wordEnd <= 1 && party.hit.kind !== 'people',
  );
  return after && after.state !== supplier ? after.state : null;
}

/** "North Korean shells": a demonym before the goods names who made them. */
function makerOf(parties: readonly Party[], core: readonly Hit[], recipient: string | null): string | null {
  const maker = parties.find(
    (party) =>
      (party.hit.kind === 'people' || party.mark === 'maker') &&
      party.state !== recipient &&
      core.some((hit) => hit.word - party.hit.wordEnd >= 0 && hit.word - party.hit.wordEnd <= 3),
  );
  return maker?.state ?? null;
}

/** Fills what the sentence leaves open: one side is the subject state; the other stands nearby, or is the type's usual one. */
function complete(
  supplier: string | null,
  recipient: string | null,
  kind: MentionKind,
  parties: readonly Party[],
  line: Line,
  context: Context,
  lexicon: Lexicon,
): { supplier: string | null; recipient: string | null } {
  const { subject } = lexicon;
  let from = supplier;
  let to = recipient;
  if (kind.roles.one_way) {
    const sends = kind.roles.supplier === subject;
    const read = sends ? [to, from] : [from]; // a name marked as the goal of other goods supplies nothing
    const other =
      read.find((side) => side !== null && side !== subject && !lexicon.bystanders.has(side)) ?? null;
    from = sends ? subject : other;
    to = sends ? other : subject;
  } else if (from !== subject && to !== subject) {
    if (from && to)
      return { supplier: subject, recipient: lexicon.bystanders.has(to) ? (kind.roles.recipient ?? to) : to };
    if (from && !lexicon.bystanders.has(from)) to = subject;
    else if (to && !lexicon.bystanders.has(to)) from = subject;
    else {
      from = null;
      to = null;
      if (kind.roles.supplier === subject) from = subject;
      else to = subject;
    }
  }
  const other = otherParty(parties, from === subject ? 'from' : 'to', line, context, lexicon);
  if (from === subject) {
    if (!to || lexicon.bystanders.has(to)) to = other ?? to ?? kind.roles.recipient ?? null;
  } else if (!from || lexicon.bystanders.has(from)) {
    from =
      other ??
      from ??
      (kind.roles.supplier === subject ? (kind.roles.recipient ?? null) : (kind.roles.supplier ?? null));
  }
  return { supplier: from, recipient: to };
}

/** The other side: a state named in the sentence rather than one that only qualifies a word, else one named before. */
function otherParty(
  all: readonly Party[],
  taken: Mark,
  line: Line,
  context: Context,
  lexicon: Lexicon,
): string | null {
  const usable = (state: string): boolean => state !== lexicon.subject && !lexicon.bystanders.has(state);
  const parties = all.filter((party) => party.mark !== taken);
  const named = parties.filter((party) => party.hit.kind !== 'people').map((party) => party.state);
  const any = parties.map((party) => party.state);
  return [...named, ...any, ...context.statesBefore(line)].find(usable) ?? null;
}

function facilitators(
  kind: MentionKind,
  all: readonly Party[],
  quote: Span,
  line: Line,
  document: Document,
  context: Context,
  lexicon: Lexicon,
  sides: readonly (string | null)[],
): string[] {
  const allowed = (state: string): boolean =>
    state !== lexicon.subject &&
    (kind.roles.facilitators.length === 0
      ? !lexicon.bystanders.has(state) || sides.includes(state)
      : kind.roles.facilitators.includes(state));
  const parties = all.filter(({ hit }) => !isAside(document, line, hit));
  const inQuote = parties
    .filter((p) => p.hit.start >= quote.start && p.hit.end <= quote.end)
    .map((p) => p.state);
  const inSentence = parties.map((party) => party.state);
  // Where only few states can be meant, those named further back are; else only the nearest.
  const around =
    kind.roles.facilitators.length > 0 ? context.statesBefore(line) : context.nearestStates(line);
  for (const states of [inQuote, inSentence, around]) {
    const found = [...new Set([...states, ...sides.filter((s) => s !== null)])].filter(allowed);
    if (found.length > 0) return found.slice(0, 6);
  }
  return [];
}
