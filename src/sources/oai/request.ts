const DAY_MS = 86_400_000;

/** The address that asks an archive for what changed from one day to another, both included. Open windows answer 503. */
export function windowAddress(base: string, from: string, until: string): string {
  const url = new URL(base);
  url.searchParams.delete('resumptionToken');
  url.searchParams.set('from', from);
  url.searchParams.set('until', until);
  return url.href;
}

/** The address of the page behind: a resumption token stands alone beside the verb. */
export function nextAddress(base: string, token: string): string {
  const url = new URL(base);
  const verb = url.searchParams.get('verb') ?? 'ListRecords';
  url.search = '';
  url.searchParams.set('verb', verb);
  url.searchParams.set('resumptionToken', token);
  return url.href;
}

/** An ISO day, some days away from another. */
export function dayAway(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
