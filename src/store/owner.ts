/**
 * A PGlite folder may be open in one process only: a second one silently loses rows. The lock is a file that names its
 * holder; whether the holder still lives is asked of its socket first (that works across containers), then of its pid.
 */
import { createHash, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { openSocket } from './socket.ts';

const Holder = z.object({
  token: z.string(),
  pid: z.number(),
  socket: z.string(),
  command: z.string(),
  since: z.string(),
});
export type Holder = z.output<typeof Holder>;

/** Two takers of one stale lock must both have written before either checks that it won. */
const SETTLE_MS = 60;
/** sun_path holds 104 bytes on macOS and 108 on Linux. */
const MAX_SOCKET_PATH = 100;

export type Claim =
  | { kind: 'owner'; holder: Holder; release: () => void }
  | { kind: 'other'; holder: Holder };

/** Takes the folder, or says who holds it. `now` and `command` are only written down for people to read. */
export async function claimFolder(dataDir: string, now: Date, command: string): Promise<Claim> {
  mkdirSync(dataDir, { recursive: true });
  const lock = join(dataDir, 'owner.json');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const found = readHolder(lock);
    if (found && (await isAlive(found))) return { kind: 'other', holder: found };
    if (found) removeStale(lock, found);
    const holder = {
      token: randomUUID(),
      pid: process.pid,
      socket: socketPath(dataDir),
      command,
      since: now.toISOString(),
    };
    if (!tryLink(lock, holder)) continue;
    if (found) await sleep(SETTLE_MS);
    if (readHolder(lock)?.token !== holder.token) continue;
    rmSync(holder.socket, { force: true });
    return { kind: 'owner', holder, release: () => releaseLock(lock, holder) };
  }
  throw new UsageError(
    `${lock} keeps changing hands: several processes are starting on ${dataDir}; start them one after another`,
  );
}

function socketPath(dataDir: string): string {
  const inside = resolve(dataDir, 'tumen.sock');
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return inside;
  const name = createHash('sha256').update(inside).digest('hex').slice(0, 16);
  return join(tmpdir(), `tumen-${name}.sock`);
}

function readHolder(lock: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(lock, 'utf8')));
  } catch {
    return null;
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  try {
    (await openSocket(holder.socket)).destroy();
    return true;
  } catch {
    return holder.pid !== process.pid && processRuns(holder.pid) && !olderThanBoot(holder);
  }
}

function processRuns(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A holder that starts up has no socket yet; one without a socket for this long is another program with its old pid. */
const STARTUP_MS = 60_000;
function olderThanBoot(holder: Holder): boolean {
  return Date.now() - Date.parse(holder.since) > STARTUP_MS;
}

/** Moved aside first and looked at again: the lock may have been taken by another process since it was judged stale. */
function removeStale(lock: string, stale: Holder): void {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
    const moved = readHolder(aside);
    if (moved && moved.token !== stale.token) linkSync(aside, lock);
    rmSync(aside, { force: true });
  } catch {
    // another process removed it: the next attempt reads what is there now
  }
}

function tryLink(lock: string, holder: Holder): boolean {
  const own = `${lock}.${holder.token}`;
  writeFileSync(own, JSON.stringify(holder));
  try {
    linkSync(own, lock); // fails if the lock is there: creation and content in one step
    return true;
  } catch {
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function releaseLock(lock: string, holder: Holder): void {
  if (readHolder(lock)?.token === holder.token) rmSync(lock, { force: true });
  rmSync(holder.socket, { force: true });
}
