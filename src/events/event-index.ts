import { decide, type Decision } from './decide.ts';
import { blockingKeys } from './keys.ts';
import { merge, type EventProfile } from './profile.ts';

/** A key that so many events share names a fashion, not an event; its list is not read. */
const MOST_PER_KEY = 400;

/** What shares fewer keys than so many others is not the event meant; the database asks for as many. */
const MOST_CANDIDATES = 60;

/** The events known so far, in memory: the same decisions as over the database, for the command line and the benchmark. */
export class EventIndex {
  readonly #profiles: EventProfile[] = [];
  readonly #byKey = new Map<string, number[]>();

  get size(): number {
    return this.#profiles.length;
  }

  /** What linking would decide for this mention; changes nothing. */
  find(profile: EventProfile): Decision {
    return decide(profile, this.#candidates(profile));
  }

  /** Links one mention: it joins an event or founds one. Returns the id of the event ("e1", "e2" ... in order of founding). */
  add(profile: EventProfile): string {
    return this.link(profile).event;
  }

  /** As add, with the decision behind it. */
  link(profile: EventProfile): { event: string; decision: Decision } {
    const decision = this.find(profile);
    return { event: this.#store(profile, decision.eventId), decision };
  }

  /** Stores the profile as an event of its own, whatever it resembles. */
  found(profile: EventProfile): string {
    return this.#store(profile, null);
  }

  #store(profile: EventProfile, eventId: string | null): string {
    const at = eventId === null ? this.#profiles.length : numberOf(eventId);
    const known = this.#profiles[at];
    const merged = known ? merge(known, profile) : profile;
    this.#profiles[at] = merged;
    for (const key of blockingKeys(merged)) this.#remember(key, at);
    return idOf(at);
  }

  /** The profile of an event; throws where there is none of that id. */
  profile(eventId: string): EventProfile {
    const profile = this.#profiles[numberOf(eventId)];
    if (!profile) throw new Error(`no event ${eventId}`);
    return profile;
  }

  /** The events that share most keys with the profile. */
  #candidates(profile: EventProfile): { id: string; profile: EventProfile }[] {
    const shared = new Map<number, number>();
    for (const key of blockingKeys(profile)) {
      const events = this.#byKey.get(key);
      if (!events || events.length > MOST_PER_KEY) continue;
      for (const at of events) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    const ranked = [...shared].sort(([a, byA], [b, byB]) => byB - byA || a - b).slice(0, MOST_CANDIDATES);
    return ranked.flatMap(([at]) => {
      const candidate = this.#profiles[at];
      return candidate ? [{ id: idOf(at), profile: candidate }] : [];
    });
  }

  #remember(key: string, at: number): void {
    const events = this.#byKey.get(key);
    if (!events) this.#byKey.set(key, [at]);
    else if (!events.includes(at)) events.push(at);
  }
}

function idOf(at: number): string {
  return `e${at + 1}`;
}

function numberOf(eventId: string): number {
  return Number(eventId.slice(1)) - 1;
}
