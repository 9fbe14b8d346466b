import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { messageOf } from '../errors.ts';
import { WalkError } from './types.ts';

/** Deeper folders are a circle of links. */
const MAX_DEPTH = 12;

export interface LocalFile {
  path: string;
  bytes: number;
}

/** The file at a path, or the files below a folder whose names match, in the order of their paths. Throws WalkError. */
export function filesAt(base: string, path: string, name: RegExp): LocalFile[] {
  const start = resolve(base, path);
  try {
    if (!statSync(start).isDirectory()) return [{ path: start, bytes: statSync(start).size }];
    const files = filesBelow(start, name, 0).sort((a, b) => (a.path < b.path ? -1 : 1));
    if (files.length === 0) throw new WalkError(`${start} holds no file that could be read`, true);
    return files;
  } catch (error) {
    if (error instanceof WalkError) throw error;
    throw new WalkError(messageOf(error), true);
  }
}

function filesBelow(folder: string, name: RegExp, depth: number): LocalFile[] {
  if (depth > MAX_DEPTH) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, name, depth + 1);
    return entry.isFile() && name.test(entry.name) ? [{ path, bytes: statSync(path).size }] : [];
  });
}
