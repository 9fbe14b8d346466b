import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { UsageError, messageOf } from './errors.ts';

/** A value that came from a YAML file, and a way to say on which line any part of it stands. */
export interface YamlFile<T> {
  value: T;
  /** 1-based line of the node at `path` (the nearest enclosing node where it is absent). */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads and validates a YAML file. Throws one UsageError that lists every mistake as "file:line: path: what is wrong".
 * Duplicate keys are mistakes; aliases are bounded by the parser against expansion bombs.
 */
export function readYamlFile<S extends z.ZodType>(path: string, schema: S): YamlFile<z.output<S>> {
  return parseYaml(readText(path), path, schema);
}

/** As readYamlFile, over a text that the caller holds; `path` is only named in messages. */
export function parseYaml<S extends z.ZodType>(
  source: string,
  path: string,
  schema: S,
): YamlFile<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: true, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new UsageError(
      document.errors
        .map((e) => `${path}:${lines.linePos(e.pos[0]).line}: ${firstLine(e.message)}`)
        .join('\n'),
    );
  }
  const lineOf = (at: readonly PropertyKey[]): number => lines.linePos(offsetOf(document, at)).line;
  const parsed = schema.safeParse(toPlain(document, path));
  if (parsed.success) return { value: parsed.data, lineOf };
  const mistakes = parsed.error.issues.map((issue) => {
    const where = issue.path.map(String).join('.');
    // zod reports unknown keys at their parent; the line to show is the key's own.
    const at = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
    return `${path}:${lineOf(at)}: ${where ? `${where}: ` : ''}${issue.message}`;
  });
  throw new UsageError(mistakes.join('\n'));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: cannot be read: ${messageOf(error)}`);
  }
}

function toPlain(document: Document.Parsed, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new UsageError(`${path}: ${messageOf(error)}`);
  }
}

/** Walks up from the path until a node is there: a missing key is reported on the line of its parent. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
