/**
 * Spaces out the requests to one host, across all processes that share the implementation's state. The row of a host
 * says when its next request may start.
 */
export interface Pace {
  /**
   * Asks for the host's next slot at the instant `now`. 0: the slot is the caller's, who must go at once; the next one
   * opens `minIntervalMs` later. n > 0: nothing was reserved; ask again in n milliseconds. So a caller that dies or
   * changes its mind while waiting wastes no slot.
   */
  reserve(host: string, minIntervalMs: number, now: Date): Promise<number>;
  /** Nobody gets a slot before `until` (the host sent Retry-After). Never brings a slot forward. */
  postpone(host: string, until: Date): Promise<void>;
}

/** Past this many hosts, those whose time has come are forgotten: they are as good as unknown. */
const MANY_HOSTS = 1000;

/** A pace for one process: the demo, the tests and the command line. */
export class MemoryPace implements Pace {
  /** Host to the epoch milliseconds at which its next request may start. */
  readonly #nextAt = new Map<string, number>();

  async reserve(host: string, minIntervalMs: number, now: Date): Promise<number> {
    const at = now.getTime();
    const wait = (this.#nextAt.get(host) ?? at) - at;
    if (wait > 0) return wait;
    if (this.#nextAt.size >= MANY_HOSTS) this.#forgetPast(at);
    this.#nextAt.set(host, at + minIntervalMs);
    return 0;
  }

  async postpone(host: string, until: Date): Promise<void> {
    this.#nextAt.set(host, Math.max(this.#nextAt.get(host) ?? 0, until.getTime()));
  }

  #forgetPast(at: number): void {
    for (const [host, next] of this.#nextAt) if (next <= at) this.#nextAt.delete(host);
  }
}
