import { z } from 'zod';

const REFERENCE = /\$\{([A-Z][A-Z0-9_]*)\}/gu;

/** The value of an environment variable, or null where it is not set. */
export type Environment = (name: string) => string | null;

/** What is wrong with a text, in words for the file's author, or null. */
export type Check = (text: string) => string | null;

/** `secrets`: the text itself and all of it that would give it away. */
export type Revealed = { text: string; secrets: string[] } | { problem: string };

/**
 * A setting that must not be seen: a token, an address that anybody may post to. As the file has it, with ${NAME} for what stands
 * in the environment; it becomes readable only in the moment of use, and prints itself as "[secret]" everywhere else: in logs, in
 * JSON, in stored views.
 */
export class Secret {
  readonly #template: string;
  readonly #check: Check;

  constructor(template: string, check: Check) {
    this.#template = template;
    this.#check = check;
  }

  /** Names of the environment variables that it needs. */
  get variables(): string[] {
    return [...this.#template.matchAll(REFERENCE)].map(([, name = '']) => name);
  }

  /** The readable text, or what is missing or wrong; a problem never quotes the text. */
  reveal(environment: Environment): Revealed {
    const missing = this.variables.filter((name) => environment(name) === null);
    if (missing.length > 0) return { problem: `${missing.join(', ')} is not set in the environment` };
    const values = this.variables.flatMap((name) => environment(name) ?? []);
    const text = this.#template.replace(REFERENCE, (_, name: string) => environment(name) ?? '');
    const mistake = this.#check(text);
    if (!mistake) return { text, secrets: [text, ...pathOf(text), ...values] };
    const [source] = this.variables;
    return { problem: `${source ? `with ${source} filled in, it ` : ''}${mistake}` };
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}

/** A text of a YAML file that becomes a Secret; without references it is checked at once, else when it is used. */
export function secret(check: Check) {
  return z.string('must be a text; write a number in quotes').transform((template, context) => {
    const value = new Secret(template, check);
    const mistake = value.variables.length === 0 ? check(template) : null;
    if (mistake) context.addIssue(mistake);
    return value;
  });
}

/** Shorter ones guard nothing, and stand in other words by chance. */
const LEAST_SECRET = 4;

/** The text without the secrets: what a server or a library says may quote what it was given, also as JSON or in an address. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const spellings = secrets
    .filter((secret) => secret.length >= LEAST_SECRET)
    .flatMap((secret) => [secret, secret.replaceAll('/', String.raw`\/`), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length);
  return spellings.reduce((clean, spelling) => clean.replaceAll(spelling, '[secret]'), text);
}

/** An http or https address without user name, fragment or control characters. */
export function webAddressMistake(text: string): string | null {
  const wanted = 'must be a web address such as "https://hooks.example.org/abc"';
  if (/[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return wanted;
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return wanted;
  return username || password ? 'must carry no user name or password' : null;
}

/** What a server may quote of its own address. */
function pathOf(address: string): string[] {
  if (webAddressMistake(address)) return [];
  const { pathname, search } = new URL(address);
  return [`${pathname}${search}`, pathname];
}
