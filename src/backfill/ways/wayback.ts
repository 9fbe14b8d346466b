import { z } from 'zod';
import { fetchableUrl } from '../../sources/canonical-url.ts';
import { captureAddress, captureInstant } from '../capture.ts';
import { candidateAt } from '../candidate.ts';
import { pattern, text, webAddress } from '../settings.ts';
import { WalkError, defineWay, type Candidate, type Step } from '../types.ts';

const INDEX = 'https://web.archive.org/cdx/search/cdx';
const PAGES = 'https://web.archive.org/web';
/** Lines asked for at a time, and candidates of a step. */
const LIMIT = 2_000;
const STEP = 100;
/** Fields of a line: the order in which they are asked for. */
const FIELDS = 'timestamp,original,digest';

const Cursor = z.strictObject({
  /** The index's own mark of where it stopped; null: from its beginning. */
  resume: z.string().nullable(),
  /** Lines behind it that were stored already. */
  lines: z.int().min(0),
  seenAll: z.int().min(0),
});

/**
 * Captures in the Wayback Machine, by its CDX index: for outlets that are gone. The first good capture of each address is
 * read raw ("id_"), so that the archive's own banner and rewritten links are not in it. An item keeps the address of the
 * original; when it was captured is a date of its own and never passes for the day of publication.
 */
export const wayback = defineWay({
  kind: 'wayback',
  needs: 'outlet',
  settings: {
    /** What was captured: "www.rfa.org/korean/*" for everything below. */
    captures: text,
    /** The index's own filter on the original address, a regular expression; cheaper than `match`. */
    original: pattern.optional(),
    index: webAddress.default(INDEX),
    pages: webAddress.default(PAGES),
  },
  cursor: Cursor,
  async *walk(settings, cursor, context) {
    let at = cursor ?? { resume: null, lines: 0, seenAll: 0 };
    for (;;) {
      const answer = await context.get({ url: indexAddress(settings, context.window.from, at.resume) });
      if ('why' in answer) throw new WalkError(answer.why, !answer.again);
      const { lines, resume } = readIndex(new TextDecoder().decode(answer.bytes));
      for (let from = at.lines; from < lines.length; from += STEP) {
        const part = lines.slice(from, from + STEP);
        at = { ...at, lines: from + part.length, seenAll: at.seenAll + part.length };
        yield { ...readLines(part, settings.pages), cursor: at, done: passed(at.seenAll, resume === null) };
      }
      if (resume === null || resume === at.resume) return;
      at = { ...at, resume, lines: 0 };
    }
  },
});

/** The index does not say how long it is: every page of it is taken for half of what is left. */
function passed(seen: number, isLastPage: boolean): number {
  return isLastPage ? 1 : 1 - 0.5 ** Math.ceil(seen / LIMIT);
}

function indexAddress(
  settings: { captures: string; original?: string; index: string },
  from: string,
  resume: string | null,
): string {
  const url = new URL(settings.index);
  const wanted = {
    url: settings.captures,
    fl: FIELDS,
    // What was published on a day was captured on that day or later: an upper bound would lose what was captured late.
    from: from.replaceAll('-', ''),
    collapse: 'urlkey',
    showResumeKey: 'true',
    limit: String(LIMIT),
    ...(resume === null ? {} : { resumeKey: resume }),
  };
  for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
  url.searchParams.append('filter', 'statuscode:200');
  url.searchParams.append('filter', 'mimetype:(text/html|application/xhtml.xml|application/pdf)');
  if (settings.original) url.searchParams.append('filter', `original:${settings.original}`);
  return url.href;
}

/** One odd line does not make the answer something else. */
const LINE = /^\d{14} \S+/u;

/** Lines, then an empty line and the mark, unless nothing is left. */
function readIndex(body: string): { lines: string[]; resume: string | null } {
  const all = body.split('\n').map((line) => line.trim());
  const gap = all.indexOf('');
  const lines = gap === -1 ? all : all.slice(0, gap);
  if (lines.length > 0 && !lines.some((line) => LINE.test(line)))
    throw new WalkError('the answer is no index of captures', false);
  return { lines, resume: gap === -1 ? null : (all.slice(gap).find(Boolean) ?? null) };
}

function readLines(lines: readonly string[], pages: string): Pick<Step, 'candidates' | 'unreached'> {
  const odd = lines.filter((line) => !LINE.test(line));
  return {
    candidates: lines.flatMap((line) => candidatesOf(line, pages)),
    unreached: odd.map((line) => ({ address: line.slice(0, 500), why: 'no line of an index of captures' })),
  };
}

function candidatesOf(line: string, pages: string): Candidate[] {
  const [timestamp = '', original = ''] = line.split(' ');
  const url = fetchableUrl(withoutPort(original));
  const capturedAt = captureInstant(timestamp);
  if (!url || !capturedAt) return [];
  const fetchUrl = captureAddress(pages, timestamp, original);
  return [candidateAt(url, { capturedAt, notAfter: capturedAt.slice(0, 10), fetchUrl })];
}

/** Old captures write the port that http has anyway. */
function withoutPort(original: string): string {
  return original.replace(/^(http:\/\/[^/]+?):80(?=\/|$)/u, '$1');
}
