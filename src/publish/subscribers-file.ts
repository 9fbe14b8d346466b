/** Adds to subscribers.yaml as a person would: below the last entry, with every other byte left as it is. */
import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { Document, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { UsageError, messageOf } from '../errors.ts';
import { parseSubscribers, type Subscriber } from './subscribers.ts';

/** An entry as the file has it, with what differs from the defaults. */
export type NewEntry = Readonly<{ id: string; email?: string } & Record<string, unknown>>;

const DEFAULT_INDENT = 2;
/** The file may hold addresses that anybody could post to. */
const NEW_FILE_MODE = 0o600;

/**
 * The file's text with the entry added. Throws a UsageError where the text has mistakes already, where the id or mail address is
 * there already, and where the entry is not valid.
 */
export function withEntry(source: string, path: string, entry: NewEntry): string {
  const before = parseDocument(source).contents === null ? null : parseSubscribers(source, path);
  for (const [index, { id, email }] of (before?.subscribers ?? []).entries()) {
    const at = `${path}:${before?.lineOf(index)}`;
    if (id === entry.id) throw new UsageError(`${at}: "${id}" is there already; change it there`);
    if (email && email.toLowerCase() === entry.email?.toLowerCase())
      throw new UsageError(`${at}: ${email} is there already, as "${id}"; change it there`);
  }
  const added = insert(source, path, entry);
  const ids = parseSubscribers(added, path).subscribers.map(({ id }) => id);
  const expected = [...(before?.subscribers ?? []).map(({ id }) => id), entry.id];
  if (ids.join() !== expected.join()) {
    throw new UsageError(`${path}: cannot be added to without changing what is there; add the entry by hand`);
  }
  return added;
}

/** Adds an entry to the file, which is made where it is not there, in one step: a reader never meets half of it. */
export function addToFile(path: string, entry: NewEntry): Subscriber {
  const target = existsSync(path) ? realpathSync(path) : path; // a link stays a link
  const source = readText(target);
  const text = withEntry(source ?? '', path, entry);
  const part = `${target}.${process.pid}.part`;
  try {
    writeFileSync(part, text, { mode: NEW_FILE_MODE, flag: 'wx' });
    if (source !== null) chmodSync(part, statSync(target).mode);
    if (readText(target) !== source) throw new UsageError(`${path}: was changed meanwhile; try again`);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error instanceof UsageError
      ? error
      : new UsageError(`${path}: cannot be written: ${messageOf(error)}`);
  }
  const added = parseSubscribers(text, path).subscribers.at(-1);
  if (!added) throw new Error('an entry was added');
  return added;
}

function readText(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function insert(source: string, path: string, entry: NewEntry): string {
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const list = parseDocument(source).get('subscribers', true);
  const itemText = (indent: number) =>
    entryLines(entry)
      .map((line) => `${' '.repeat(indent)}${line}${newline}`)
      .join('');
  const range = isSeq(list) || isScalar(list) ? list.range : null;
  if (!range) return `${endedBy(source, newline)}subscribers:${newline}${itemText(DEFAULT_INDENT)}`;
  const [start, end] = range;
  if (isSeq(list) && list.items.length > 0) {
    if (list.flow) {
      throw new UsageError(`${path}: the list stands in brackets; write it as lines that begin with "-"`);
    }
    const indent = start - (source.lastIndexOf('\n', start - 1) + 1);
    return `${endedBy(source.slice(0, end), newline)}${newline}${itemText(indent)}${source.slice(end)}`;
  }
  const head = source.slice(0, start).trimEnd();
  const rest = source.slice(end).replace(/^[^\S\n]*\r?\n/u, '');
  return `${head}${newline}${itemText(DEFAULT_INDENT)}${rest}`;
}

function endedBy(text: string, newline: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}${newline}`;
}

/** "- id: ..." and what follows. Texts that begin like a number or hold a reference are quoted: other readers of YAML see numbers. */
function entryLines(entry: NewEntry): string[] {
  const document = new Document([entry]);
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key' && typeof node.value === 'string' && /^[\d+-]|\$/u.test(node.value))
        node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 }).trimEnd().split('\n');
}
