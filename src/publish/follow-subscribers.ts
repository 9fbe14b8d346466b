import { existsSync, statSync } from 'node:fs';
import { messageOf } from '../errors.ts';
import { readSubscribers, type Subscriber } from './subscribers.ts';

/** Looking at the file for every question would cost a system call each; a second is soon enough for an edit. */
const LOOK_MS = 1_000;

/** What became of an edit of the file; `mistake` is null where it is in force now. */
export type Report = (edit: { mistake: string | null; subscribers: number }) => void;

/**
 * Reads the file of subscribers, and again whenever it has changed: the function returned gives those in force. An edit with a
 * mistake, or a file that is gone, is reported once, and what was read before stays in force. Throws UsageError where the first
 * reading fails; a file that is not there yet holds nobody.
 */
export function followSubscribers(path: string, report: Report): () => readonly Subscriber[] {
  let seen = versionOf(path);
  let inForce: readonly Subscriber[] = seen === null ? [] : readSubscribers(path);
  let lookedAt = performance.now();
  return () => {
    if (performance.now() - lookedAt < LOOK_MS) return inForce;
    lookedAt = performance.now();
    const version = versionOf(path);
    if (version === seen) return inForce;
    seen = version;
    try {
      inForce = readSubscribers(path);
      report({ mistake: null, subscribers: inForce.length });
    } catch (error) {
      report({ mistake: messageOf(error), subscribers: inForce.length });
    }
    return inForce;
  };
}

/** Changes with every edit, also with one that puts another file in its place; null where there is no file. */
function versionOf(path: string): string | null {
  if (!existsSync(path)) return null;
  const { mtimeMs, size, ino } = statSync(path);
  return `${ino} ${mtimeMs} ${size}`;
}
