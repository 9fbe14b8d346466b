import { RetryError } from '../errors.ts';
import type { Extracted } from '../model.ts';
import type { ExtractOptions } from './html.ts';
import { ReaderThread, type ReadTask } from './reader-thread.ts';
import { isPdf } from './sniff.ts';

export interface Extractor {
  /**
   * Reads a page, a PDF or a plain text in a thread (see extract()); further documents wait. Rejects with
   * PermanentError where a document takes too long or too much memory or cannot be read: only its own thread ends,
   * and is replaced. Rejects with RetryError where the extractor is closed or a thread does not start.
   */
  extract(bytes: Uint8Array, options?: ExtractOptions): Promise<Extracted>;
  /** Ends the threads, and rejects what is under way or waiting. */
  close(): Promise<void>;
}

export interface ExtractorOptions {
  /** Documents read at a time. */
  threads?: number;
  /** How long one document may take; 4 s for a page and 60 s for a PDF if it is left out. */
  timeoutMs?: number;
  /** Heap of one thread. */
  maxOldSpaceMb?: number;
}

/** Real pages take 0.6 s at most. */
const PAGE_TIMEOUT_MS = 4_000;
/** UN reports of several hundred pages take some ten seconds. */
const PDF_TIMEOUT_MS = 60_000;
/** A page of 12 MB needs about 300 MB. */
const MAX_OLD_SPACE_MB = 512;

interface Job extends ReadTask {
  resolve: (extracted: Extracted) => void;
  reject: (error: unknown) => void;
}

/** Starts an extractor. Its threads start at once, because loading them takes about a second. */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  const { threads = 1, timeoutMs, maxOldSpaceMb = MAX_OLD_SPACE_MB } = options;
  const waiting: Job[] = [];
  const slots = Array.from({ length: threads }, () => ({
    thread: new ReaderThread(maxOldSpaceMb),
    busy: false,
  }));
  let closed = false;

  const startNext = (): void => {
    for (const slot of slots) {
      const job = closed || slot.busy ? undefined : waiting.shift();
      if (job) void run(slot, job);
    }
  };

  const run = async (slot: (typeof slots)[number], job: Job): Promise<void> => {
    slot.busy = true;
    const [what, usualLimit] = isPdf(job.bytes) ? ['PDF', PDF_TIMEOUT_MS] : ['page', PAGE_TIMEOUT_MS];
    try {
      const { bytes, options: asked } = job;
      job.resolve(await slot.thread.read({ bytes, options: asked }, what, timeoutMs ?? usualLimit));
    } catch (error) {
      job.reject(error);
    }
    if (!slot.thread.isAlive && !closed) slot.thread = new ReaderThread(maxOldSpaceMb);
    slot.busy = false;
    startNext();
  };

  return {
    extract: (bytes, asked = {}) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new RetryError('the extractor is closed'));
        waiting.push({ bytes, options: asked, resolve, reject });
        startNext();
      }),
    close: async () => {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new RetryError('the extractor was closed'));
      await Promise.all(slots.map((slot) => slot.thread.stop()));
    },
  };
}
