import { decodeHTML } from 'entities';

/** Entities that a document's own DTD defines, and how many more characters they may bring in. */
export interface OwnEntities {
  values: ReadonlyMap<string, string>;
  budget: number;
}

/** Enough for company names and the like; what expands further is a "billion laughs" attack. */
const BUDGET = 65_536;
const MAX_ENTITIES = 200;
const MAX_DTD = 65_536;

/** A value may hold no reference and no markup, so nothing can nest; external entities are never read. */
const DEFINITION =
  /<!ENTITY\s{1,20}([A-Za-z_][\w.-]{0,63})\s{1,20}(?:"([^"<&%]{0,256})"|'([^'<&%]{0,256})')\s{0,20}>/gu;

/** The short internal entities of a DOCTYPE. */
export function entitiesOf(doctype: string): OwnEntities {
  const values = new Map<string, string>();
  for (const [, name = '', double, single] of doctype.slice(0, MAX_DTD).matchAll(DEFINITION)) {
    if (values.size >= MAX_ENTITIES) break;
    if (!values.has(name)) values.set(name, double ?? single ?? '');
  }
  return { values, budget: BUDGET };
}

/**
 * Decodes references as XML does, with HTML's names added. A name must end in ";": otherwise the "&" is a bare one,
 * as in "AT&T" or "?a=1&copy=2".
 */
export function decodeEntities(text: string, own: OwnEntities): string {
  if (!text.includes('&')) return text;
  const expanded = own.values.size > 0 ? expandOwn(text, own) : text;
  return expanded.replace(/&(?:#\d{1,8}|#[xX][\da-fA-F]{1,7}|[A-Za-z][A-Za-z\d]{1,31});/gu, (reference) =>
    decodeHTML(reference),
  );
}

function expandOwn(text: string, own: OwnEntities): string {
  return text.replace(/&([A-Za-z_][\w.-]{0,63});/gu, (reference, name: string) => {
    const value = own.values.get(name);
    if (value === undefined) return reference;
    own.budget -= value.length;
    return own.budget < 0 ? '' : value;
  });
}
