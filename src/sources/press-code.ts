/** A page of press.un.org by its code: "sc16444" names the release and the live blog of one meeting. */
export interface PressCode {
  code: string;
  /** The code names the page across feeds and address forms, within one language. */
  sharedId: string;
  /** The live coverage of a meeting, which the release replaces. */
  blog: boolean;
}

const HOST = /^https?:\/\/(?:www\.)?press\.un\.org\//iu;
const PAGE = /^https?:\/\/[^/]+\/(?:(en|fr)\/)?(blog|(?:19|20)\d\d)\/([a-z]{1,10}\d{1,8})(?:[./?#]|$)/iu;

/** The press code in an address, with or without the language in it; null for every other address. */
export function pressCode(url: string | null): PressCode | null {
  return HOST.test(url ?? '') ? pressCodeOnAnyHost(url) : null;
}

/** As pressCode, for a feed of which feeds.yaml says that it is the press feed: a mirror's host is its own. */
export function pressCodeOnAnyHost(url: string | null): PressCode | null {
  const match = PAGE.exec(url ?? '');
  if (!match) return null;
  const [, language = 'en', place = '', name = ''] = match;
  const code = name.toLowerCase();
  return {
    code,
    sharedId: `un-press:${language.toLowerCase()}:${code}`,
    blog: place.toLowerCase() === 'blog',
  };
}
