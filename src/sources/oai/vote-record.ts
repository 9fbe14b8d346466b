import { mendMojibake } from '../../text/mojibake.ts';
import { emptyMeeting, type Meeting, type Tally, type Vote } from '../../un/meeting.ts';
import { vetoers } from '../../un/record-votes.ts';
import { parseSymbol } from '../../un/symbol.ts';
import { readOaiAnswer, type OaiRecord } from './answer.ts';

/** Records of votes by name in the UN Digital Library (089 $b). */
const VOTING_DATA = 'B23';

/**
 * The Security Council votes in an answer of OAI-PMH or a MARCXML collection, each as a meeting with that vote: who voted how by
 * the names (967), the count by the names too; where the printed count (996) differs, a note says so. Votes of other bodies are
 * left out. Null where the text is no such XML.
 */
export function readVoteRecords(xml: string): Meeting[] | null {
  return readOaiAnswer(xml)?.records.flatMap((record) => councilVote(record) ?? []) ?? null;
}

/** The Council vote that a record tells by name; null for every other record. */
export function councilVote(record: OaiRecord): Meeting | null {
  const isVote = first(record, '089', 'b') === VOTING_DATA || record.fields.some(({ tag }) => tag === '967');
  const subject = parseSymbol(first(record, '791', 'a') ?? first(record, '191', 'a') ?? '');
  const meeting = parseSymbol(first(record, '952', 'a') ?? '');
  const isCouncil = subject?.root === 'S' || meeting?.kind === 'sc_meeting';
  if (record.deleted || !isVote || !isCouncil) return null;
  const vote = voteOf(record, subject?.canonical ?? null, subject?.kind === 'sc_resolution');
  const printed = printedTally(record);
  const differs =
    printed !== null && vote.tally !== null && JSON.stringify(printed) !== JSON.stringify(vote.tally);
  return {
    ...emptyMeeting('library'),
    symbol: meeting?.canonical ?? null,
    number: meeting?.kind === 'sc_meeting' ? Number(meeting.number) : null,
    date: isoDayOf(first(record, '992', 'a') ?? first(record, '269', 'a')),
    agenda: ['245', '991', '650'].flatMap((tag) => all(record, tag)),
    votes: [vote],
    notes: differs ? ['the names of a vote give another count than the record prints'] : [],
  };
}

function voteOf(record: OaiRecord, symbol: string | null, isResolution: boolean): Vote {
  const named = (mark: string): string[] =>
    record.fields
      .filter(({ tag, subfields }) => tag === '967' && valueOf(subfields, 'd')?.toUpperCase() === mark)
      .flatMap(
        ({ subfields }) => inTitleCase(valueOf(subfields, 'e') ?? '') || [], // a vote without a name counts for nobody
      );
  const [inFavour, against, abstaining] = [named('Y'), named('N'), named('A')];
  const listed = { yes: inFavour.length, no: against.length, abstain: abstaining.length };
  const tally = listed.yes + listed.no + listed.abstain > 0 ? listed : printedTally(record);
  const said = first(record, '996', 'a') ?? '';
  const isAdopted = isResolution || (/adopted/iu.test(said) && !/not adopted|reject|veto/iu.test(said));
  const isProcedural = symbol === null || /procedural|agenda/iu.test(said);
  const kind = isProcedural ? 'procedural' : 'substantive';
  const result = isAdopted ? 'adopted' : 'not adopted';
  return {
    kind,
    subject: isProcedural ? 'procedural proposal' : 'draft resolution',
    draft: isResolution ? null : symbol,
    inFavour,
    against,
    abstaining,
    tally,
    result,
    resolution: isResolution ? symbol : null,
    vetoBy: vetoers(kind, result, tally, against),
    start: 0,
    end: 0,
  };
}

function printedTally(record: OaiRecord): Tally | null {
  const [yes, no, abstain] = ['b', 'c', 'd'].map((code) =>
    Number.parseInt(first(record, '996', code) ?? '0', 10),
  );
  if (!yes || no === undefined || abstain === undefined) return null;
  return { yes, no: no || 0, abstain: abstain || 0 };
}

/** "RUSSIAN FEDERATION" as documents write it. */
function inTitleCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/(?<!\p{L})(?!(?:and|of|the)(?!\p{L}))\p{L}/gu, (letter) => letter.toUpperCase());
}

function valueOf(subfields: OaiRecord['fields'][number]['subfields'], code: string): string | null {
  return subfields.find((subfield) => subfield.code === code)?.text ?? null;
}

function all({ fields }: OaiRecord, tag: string): string[] {
  return fields
    .filter((field) => field.tag === tag)
    .map(({ subfields }) => mendMojibake(subfields.map(({ text }) => text).join(' ')))
    .filter((text) => text !== '');
}

function first({ fields }: OaiRecord, tag: string, code: string): string | null {
  for (const field of fields) {
    const value = field.tag === tag ? valueOf(field.subfields, code)?.trim() : undefined;
    if (value) return value;
  }
  return null;
}

function isoDayOf(text: string | null): string | null {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)$/u.exec(text ?? '');
  return match ? `${match[1]}-${match[2]}-${match[3]}` : null;
}
