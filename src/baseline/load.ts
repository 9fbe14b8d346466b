import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError, messageOf } from '../errors.ts';
import { LANGUAGES, categoryOf, type Category, type Language, type MentionType } from '../taxonomy.ts';
import { readYamlFile } from '../yaml-file.ts';
import { mistakesOf } from './check.ts';
import { baselineFileSchema, datesOf, termsFileSchema, type RawEvent } from './schema.ts';

const TERMS_FILE = 'terms.yaml';

/**
 * One curated event of the starting timeline. `type` and `category` are null for what stands under "Related, outside the
 * categories". `from` and `to` are the ends of `date` as partial ISO dates; `words` holds the distinctive names of the
 * event as each language writes them, for linking; `where` says in which file and line an analyst finds it.
 */
export interface BaselineEvent extends Omit<RawEvent, 'type' | 'related' | 'terms' | 'check'> {
  type: MentionType | null;
  category: Category | null;
  from: string;
  to: string;
  words: Record<Language, string[]>;
  verified: boolean;
  where: string;
}

type Terms = ReadonlyMap<string, Partial<Record<string, string[]>>>;

/**
 * Reads every event of a baseline folder, oldest first. Throws one UsageError that lists every mistake of every file as
 * "file:line: what is wrong": wrong fields, doubled ids, unknown terms, a veto by who cannot veto, and the like.
 */
export function loadBaseline(dir: string): BaselineEvent[] {
  const mistakes: string[] = [];
  const terms = readOr(mistakes, () => loadTerms(join(dir, TERMS_FILE))) ?? new Map();
  const seen = new Map<string, string>();
  const events: BaselineEvent[] = [];
  for (const path of eventFiles(dir)) {
    const file = readOr(mistakes, () => readYamlFile(path, baselineFileSchema));
    for (const [index, raw] of (file?.value.events ?? []).entries()) {
      const where = `${path}:${file?.lineOf(['events', index, 'id']) ?? 1}`;
      const twin = seen.get(raw.id);
      if (twin) mistakes.push(`${where}: id "${raw.id}" is taken by ${twin}`);
      seen.set(raw.id, where);
      const unknown = raw.terms.filter((term) => !terms.has(term));
      for (const term of unknown) mistakes.push(`${where}: term "${term}" is not in ${TERMS_FILE}`);
      mistakes.push(...mistakesOf(raw).map((mistake) => `${where}: ${mistake}`));
      events.push(complete(raw, terms, where));
    }
  }
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return events.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

function eventFiles(dir: string): string[] {
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch (error) {
    throw new UsageError(`${dir}: cannot be read: ${messageOf(error)}`);
  }
  const files = names.filter((name) => name.endsWith('.yaml') && name !== TERMS_FILE);
  if (files.length === 0) throw new UsageError(`${dir}: holds no baseline file (*.yaml)`);
  return files.sort().map((name) => join(dir, name));
}

function loadTerms(path: string): Terms {
  return new Map(Object.entries(readYamlFile(path, termsFileSchema).value.terms));
}

/** Collects the mistakes of one file, so that the next file's are listed too. */
function readOr<T>(mistakes: string[], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    mistakes.push(error.message);
    return null;
  }
}

function complete(raw: RawEvent, terms: Terms, where: string): BaselineEvent {
  const { type = null, related: _related, terms: keys, check, ...rest } = raw;
  const words = Object.fromEntries(
    LANGUAGES.map((lang) => [lang, keys.flatMap((key) => terms.get(key)?.[lang] ?? [])]),
  ) as Record<Language, string[]>; // fromEntries forgets that every language is there
  const category = type ? categoryOf(type) : null;
  return { ...rest, type, category, ...datesOf(raw.date), words, verified: check === undefined, where };
}
