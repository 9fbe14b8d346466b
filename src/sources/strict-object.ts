import { z } from 'zod';
import { didYouMean } from '../did-you-mean.ts';

/** A zod object that refuses unknown keys and says which known one was probably meant. */
export function strictObject<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      return issue.keys.map((key) => unknownKey(key, Object.keys(shape))).join('; ');
    },
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  return `unknown key "${key}"${meant ? `; did you mean "${meant}"?` : ''}`;
}
