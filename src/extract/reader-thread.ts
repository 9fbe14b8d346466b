import { Worker } from 'node:worker_threads';
import { PermanentError, RetryError, messageOf } from '../errors.ts';
import type { Extracted } from '../model.ts';
import type { ExtractOptions } from './html.ts';

/** What a thread is asked, and what it answers; its first message is READY. */
export interface ReadTask {
  bytes: Uint8Array;
  options: ExtractOptions;
}
export type ReadAnswer = { ok: true; extracted: Extracted } | { ok: false; message: string };
export const READY = 'ready';

/** A thread that reads one document at a time. Whatever goes wrong in it, it is over with the thread. */
export class ReaderThread {
  isAlive = true;
  readonly #worker: Worker;
  readonly #started: Promise<void>;
  readonly #maxOldSpaceMb: number;

  constructor(maxOldSpaceMb: number) {
    this.#maxOldSpaceMb = maxOldSpaceMb;
    this.#worker = new Worker(new URL('./reader-thread-entry.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: maxOldSpaceMb },
      execArgv: [],
      stdout: true, // libraries print there what belongs into no one's output
    });
    this.#worker.stdout.resume();
    this.#worker.unref();
    this.#started = new Promise((resolve, reject) => {
      this.#worker.once('message', () => resolve());
      this.#worker.on('error', (error) => {
        this.isAlive = false;
        reject(new RetryError(`the reader thread did not start: ${messageOf(error)}`));
      });
      this.#worker.once('exit', () => {
        this.isAlive = false;
        reject(new RetryError('the reader thread ended before it started'));
      });
    });
    this.#started.catch(() => undefined); // read() reports it
  }

  /** Reads one document. `what` names it in messages. Afterwards the thread is alive only if it answered in time. */
  async read(task: ReadTask, what: string, limitMs: number): Promise<Extracted> {
    this.#worker.ref();
    try {
      await this.#started;
      const answer = await this.#ask(task, what, limitMs);
      if (!answer.ok) throw new PermanentError(answer.message);
      return answer.extracted;
    } finally {
      this.#worker.unref();
    }
  }

  async stop(): Promise<void> {
    this.isAlive = false;
    await this.#worker.terminate();
  }

  #ask(task: ReadTask, what: string, limitMs: number): Promise<ReadAnswer> {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const late = (): void => {
        reject(new PermanentError(`${what} took longer than ${limitMs / 1_000} s to read`));
        void this.stop();
      };
      const timer = setTimeout(late, limitMs);
      const onMessage = (answer: ReadAnswer): void => resolve(answer);
      const onError = (error: unknown): void => reject(new PermanentError(`${what} ${this.#causeOf(error)}`));
      const onExit = (): void => reject(new RetryError('the extractor was closed'));
      worker.once('message', onMessage).once('error', onError).once('exit', onExit);
      const stopListening = (): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.off('message', stopListening).off('exit', stopListening);
      };
      // whichever comes first settles the promise; a second call of resolve or reject changes nothing
      worker.once('message', stopListening).once('exit', stopListening);
      worker.postMessage(task); // oxlint-disable-line unicorn/require-post-message-target-origin -- a thread has none
    });
  }

  #causeOf(error: unknown): string {
    const outOfMemory =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    return outOfMemory
      ? `needed more than ${this.#maxOldSpaceMb} MB to read`
      : `could not be read: ${messageOf(error)}`;
  }
}
