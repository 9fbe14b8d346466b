import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** The raw bytes of what was fetched, gzipped, under their SHA-256: the evidence that a digest can be checked against. */
export class SnapshotFiles {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'snapshots');
  }

  /** Where the bytes of a hash lie. */
  pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.gz`);
  }

  /** Keeps the bytes and returns their hash. Written aside and renamed: a kill leaves no half file under a hash. */
  async keep(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = this.pathOf(sha256);
    if (await exists(path)) return sha256;
    await mkdir(dirname(path), { recursive: true });
    const aside = `${path}.${randomUUID()}`;
    try {
      await writeFile(aside, await pack(bytes));
      await rename(aside, path);
    } finally {
      await rm(aside, { force: true });
    }
    return sha256;
  }

  /** The bytes under a hash. Throws where they are missing or no longer match it. */
  async read(sha256: string): Promise<Uint8Array> {
    const bytes = await unpack(await readFile(this.pathOf(sha256)));
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256) throw new Error(`snapshot ${sha256} is damaged: its bytes hash to ${found}`);
    return bytes;
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
