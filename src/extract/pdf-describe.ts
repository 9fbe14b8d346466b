import { parseDay } from './date-parse.ts';
import type { PageLayout } from './pdf-columns.ts';
import type { Line } from './pdf-rows.ts';

export interface PdfDescription {
  title: string | null;
  published: string | null;
  publishedFrom: string | null;
}

const UNITED_NATIONS =
  /^(?:united nations|nations unies|naciones unidas|организация объединенных наций|联合国|聯合國|الأمم المتحدة)/iu;
/** Lines of the masthead of a UN document that are no title. */
const MASTHEAD =
  /^(?:united nations|nations unies|naciones unidas|организация|объединенных наций|联合国|聯合國|provisional|verbatim|official records|provisoire|distr|original|general$|[A-Z]{1,5}\/[A-Z\d])/iu;
const ORGAN =
  /^(?:security council|general assembly|human rights council|economic and social council|conseil de sécurité|assemblée générale|conseil des droits|consejo de seguridad|asamblea general|consejo de derechos|совет безопасности|генеральная ассамблея|совет по правам человека|安全理事会|大会$|人权理事会|advance unedited)/iu;
const MEETING =
  /^(?:\d{1,5}(?:st|nd|rd|th) (?:plenary )?meeting|\d{1,5}(?:re|e) séance(?: plénière)?|\d{1,5}ª sesión(?: plenaria)?|\d{1,5}-е (?:пленарное )?заседание|第\s?\d{1,5}\s?次(?:全体)?会议)/iu;
/** Titles that word processors make up. */
const MADE_UP_TITLE =
  /^(?:microsoft|untitled|document\d*$|slide \d)|\.(?:docx?|pdf|rtf|indd|wpd)$|^[\w.-]+$/iu;

const TITLE_LIMIT = 300;
/** Datelines of mastheads stand among the first lines, alone or with a time of day. */
const DATE_LINES = 60;
const DATE_LINE_LENGTHS = [22, 48];

/** Title and date of a document by its first page, and by what the file says of itself. Best effort. */
export function describePdf(first: PageLayout | undefined, info: object): PdfDescription {
  const lines = first ? [...first.head, ...first.body.flat()] : [];
  const declared = 'Title' in info && typeof info.Title === 'string' ? info.Title.trim() : '';
  const stated = declared.length < 10 || MADE_UP_TITLE.test(declared) ? null : declared.slice(0, TITLE_LIMIT);
  const heading = headingOf(lines, first?.letter ?? 0);
  const isUn = lines.some((line) => UNITED_NATIONS.test(line.text));
  const title = meetingTitle(lines) ?? (isUn ? (heading ?? stated) : (stated ?? heading));
  return { title, ...dateOf(lines, info) };
}

/** "Security Council, 9398th meeting". */
function meetingTitle(lines: readonly Line[]): string | null {
  const organ = lines.find((line) => ORGAN.test(line.text));
  const meeting = lines.find((line) => line.text.length < 60 && MEETING.test(line.text));
  if (!organ || !meeting) return null;
  return `${ORGAN.exec(organ.text)?.[0]}, ${MEETING.exec(meeting.text)?.[0]}`;
}

/** The first run of lines in larger letters, the masthead aside. */
function headingOf(lines: readonly Line[], letter: number): string | null {
  const large = lines.filter(
    (line) => line.height >= letter * 1.12 && !MASTHEAD.test(line.text) && !ORGAN.test(line.text),
  );
  let group: Line[] = [];
  for (const line of large) {
    const last = group.at(-1);
    const follows =
      last &&
      Math.abs(line.height - last.height) < last.height * 0.15 &&
      Math.abs(line.y - last.y) < line.height * 2.2;
    if (last && !follows && textOf(group).length >= 10) break;
    group = follows ? [...group, line] : [line];
  }
  const heading = textOf(group);
  return heading.length >= 10 ? heading.slice(0, TITLE_LIMIT) : null;
}

const textOf = (lines: readonly Line[]): string => lines.map((line) => line.text).join(' ');

function dateOf(lines: readonly Line[], info: object): Omit<PdfDescription, 'title'> {
  const top = lines.slice(0, DATE_LINES);
  for (const limit of DATE_LINE_LENGTHS) {
    for (const { text } of top) {
      const day = text.length <= limit ? parseDay(text, {}) : '';
      if (day) return { published: day, publishedFrom: 'text' };
    }
  }
  const created = 'CreationDate' in info ? String(info.CreationDate) : '';
  const day = parseDay(created.replace(/^D:(\d{8}).*$/, '$1'), {});
  return { published: day || null, publishedFrom: day ? 'pdf-created' : null };
}
