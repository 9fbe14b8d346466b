import { z } from 'zod';

export const text = z.string().trim().min(1, 'must not be empty');
export const webAddress = z.url({ protocol: /^https?$/u, error: 'must be an http or https address' });
export const day = z.iso.date({ error: 'must be a day such as 2018-01-31' });
/** A regular expression, kept as it is written: settings are stored as JSON. */
export const pattern = text.refine(isRegExp, 'is not a regular expression');

function isRegExp(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}
