import { z } from 'zod';
import { messageOf } from '../errors.ts';

/** A document as commands take it, one JSON object a line; what a newer version adds is ignored. */
export const documentLine = z.object({
  id: z.coerce.string(),
  title: z
    .string()
    .nullish()
    .transform((title) => title ?? ''),
  text: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  lang: z.string().nullish(),
  published: z.string().nullish(),
  url: z.string().nullish(),
});

/** The value of a line, with or without a byte order mark. Throws SyntaxError on what is no JSON. */
export function parseLine(line: string): unknown {
  return JSON.parse(line.replace(/^\uFEFF/u, ''));
}

/** Why a line was refused, on one line. */
export function lineMistake(error: unknown): string {
  return error instanceof z.ZodError ? z.prettifyError(error).replace(/\s*\n\s*/gu, ' ') : messageOf(error);
}
