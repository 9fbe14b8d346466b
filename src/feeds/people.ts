import { resolveLink, type Bases } from './address.ts';
import type { Person } from './feed.ts';
import { MAX_LIST } from './limits.ts';
import { label, plainText } from './text.ts';
import { textContent, type XmlElement } from './xml/element.ts';

/** The persons that elements name, each once, in their order. */
export function peopleOf(elements: readonly XmlElement[], bases: Bases): Person[] {
  return distinctPeople(elements.slice(0, MAX_LIST).map((element) => personOf(element, bases)));
}

export function distinctPeople(people: readonly (Person | null)[]): Person[] {
  const found = new Map<string, Person>();
  for (const person of people) {
    const key = JSON.stringify(person);
    if (person && !found.has(key)) found.set(key, person);
  }
  return [...found.values()];
}

/** An Atom person, or a text such as "Kim (kim@example.org)". */
function personOf(element: XmlElement, bases: Bases): Person | null {
  if (element.hasElements) {
    const part = (...names: readonly string[]): string | null => {
      const child = element.elements().find(({ local }) => names.includes(local));
      return child ? textContent(child) : null;
    };
    const name = label(plainText(part('name')));
    const email = emailOf(part('email'));
    const url = resolveLink(part('uri', 'url', 'homepage'), bases.of(element));
    if (name || email || url) return { name, email, url };
  }
  const raw = textContent(element);
  return personOfText(/<[^<>\s@]+@[^<>\s@]+>/u.test(raw.slice(0, 1_000)) ? raw : plainText(raw));
}

function emailOf(text: string | null | undefined): string | null {
  return label(text?.trim().replace(/^mailto:/iu, ''));
}

/** "kim@example.org (Kim)" as RSS has it, "Kim <kim@example.org>", or a name alone. */
export function personOfText(text: string | null): Person | null {
  const source = label(text);
  if (!source) return null;
  const emailFirst = /^<?([^\s<>()",]+@[^\s<>()",]+)>?(?:\s*[(,]?\s*"?([^()"]*?)"?\s*\)?)?$/u.exec(source);
  if (emailFirst) return { name: label(emailFirst[2]), email: emailOf(emailFirst[1]), url: null };
  const nameFirst = /^"?([^<>()"]+?)"?\s*[<(]\s*(?:mailto:)?([^\s<>()]+@[^\s<>()]+)\s*[>)]?$/u.exec(source);
  if (nameFirst) return { name: label(nameFirst[1]), email: emailOf(nameFirst[2]), url: null };
  return { name: source, email: null, url: null };
}
