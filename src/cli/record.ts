import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { PermanentError } from '../errors.ts';
import { createExtractor } from '../extract/pool.ts';
import { pressPageText } from '../un/press-page.ts';
import { storedRow } from '../un/council-record.ts';
import { readMeeting } from '../un/read-meeting.ts';
import type { Meeting } from '../un/meeting.ts';
import { isMeetingTable, readMeetingTable } from '../un/meeting-table.ts';
import { readVoteRecords } from '../sources/oai/vote-record.ts';
import { deriveRows, whyNoRows } from '../un/vote.ts';

/** `tumen record`: a meeting record (S/PV) or the press release of a meeting, as JSON. */
export function command(): Command {
  return new Command('record')
    .summary('read a UN meeting record or press release')
    .description(
      'Reads a verbatim record of the Security Council (S/PV) or the press release of a meeting from standard input, as PDF, web page or plain text, and writes one JSON object: meeting, members, agenda, speaker turns, votes, result. A yearly table of meetings (HTML) or vote records of the UN Digital Library (MARCXML) give one object a meeting.',
    )
    .option(
      '--rows',
      "the rows that the meeting adds to the Council's record on the DPRK, one a line, to be reviewed",
    )
    .addHelpText(
      'after',
      `
The lists of names decide a vote, never "one permanent member" or a tally; what a text lacks is null and said in "notes".
With --rows standard error says why a meeting adds none. Exit code 1 where the text is no meeting record, or the PDF is scanned or encrypted.

Example:
  tumen record < S_PV.9048.pdf
  tumen record --rows < S_PV.9591.pdf
  pdftotext S_PV.9048.pdf - | tumen record`,
    )
    .action(async ({ rows }: { rows?: boolean }) => {
      const meetings = await meetingsIn(await buffer(process.stdin));
      const lines = rows ? meetings.flatMap(deriveRows).map(storedRow) : meetings;
      for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
      if (rows && lines.length === 0)
        process.stderr.write(
          `no row: ${[...new Set(meetings.map(whyNoRows))].join('; ') || 'no meeting of the Council'}\n`,
        );
    });
}

/** The meetings of a yearly table or of the Library's vote records, else the one of a record or press release. */
async function meetingsIn(bytes: Buffer): Promise<Meeting[]> {
  const text = isPdf(bytes) ? '' : bytes.toString('utf8');
  if (isMeetingTable(text)) return readMeetingTable(text);
  const votes = /^\s*<(?:\?xml|collection|record|OAI-PMH)/u.test(text.slice(0, 200))
    ? readVoteRecords(text)
    : null;
  return votes ?? [readMeeting(await textOf(bytes))];
}

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-');

/** A page's text, a line a block; a PDF's pages joined with form feeds, so that paragraphs know their pages; text as it is. */
async function textOf(bytes: Buffer): Promise<string> {
  if (isPdf(bytes)) return pdfText(bytes);
  const text = bytes.toString('utf8');
  return /^\s*<(?:!doctype|html|\?xml|head|body|div|main)/iu.test(text.slice(0, 200))
    ? pressPageText(text)
    : text;
}

async function pdfText(bytes: Buffer): Promise<string> {
  const extractor = createExtractor({});
  try {
    const { text, pages, flags } = await extractor.extract(bytes, {
      contentType: 'application/pdf',
      now: new Date(),
    });
    const unreadable = flags.find((flag) => flag === 'scanned' || flag === 'encrypted');
    if (unreadable !== undefined)
      throw new PermanentError(`the PDF is ${unreadable}: it has no text to read`);
    return pages?.join('\f') ?? text;
  } finally {
    await extractor.close();
  }
}
