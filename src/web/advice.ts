/** What an operator can do about a source that fails, by what its last answer said. Pure. */

const ADVICE: readonly [RegExp, string][] = [
  [
    /bot check|bot-check|challenge|HTTP 40[13]|HTTP 429|keeps programs out/iu,
    'The host turns programs away. Look for another feed of the same outlet, or ask it for access; until then leave it on: it is tried ever more rarely.',
  ],
  [
    /HTTP 4(?:04|10)/u,
    'The address is gone. Look for the feed’s new one and try it with “tumen feeds check ID”.',
  ],
  [
    /robots/iu,
    'The site’s robots.txt keeps us out. Use what its feed says (pages: feed-only) or ask for permission.',
  ],
  [
    /not a feed|unreadable|entries where a healthy/iu,
    'It answers, but not with a list of items. Run “tumen feeds check ID” and compare with the site: the address or the page’s build may have changed.',
  ],
  [
    /certificate|TLS|SSL/iu,
    'The connection is not trusted. Check the site in a browser; if it works there, legacyTls: true may help.',
  ],
  [/ENOTFOUND|EAI_AGAIN|dns/iu, 'The host’s name cannot be resolved. Check the name, then your own network.'],
  [
    /HTTP 5\d\d|timeout|ECONN|unreachable|network/iu,
    'Mostly passes by itself, and is tried again without your doing. If it lasts longer than a day, look at the site by hand.',
  ],
];

/** What to do about an error; a general answer for one that is not known. */
export function adviceFor(error: string): string {
  const known = ADVICE.find(([pattern]) => pattern.test(error));
  return known?.[1] ?? 'Run “tumen feeds check ID” to see what it answers now.';
}
