import { z } from 'zod';
import { strictObject } from './strict-object.ts';

/** A document that comes out every year; the digest says so when it does not. */
export const ExpectedSchema = strictObject({
  title: z.string().trim().min(1),
  /** How its symbol begins. */
  symbol: z.string().trim().min(1),
  /** Words of its title, without regard to case. */
  about: z.string().trim().min(1),
  /** Month and day (UTC) by which it usually is out: "10-15". */
  by: z
    .string()
    .regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u, 'must be a month and a day such as "10-15"'),
});

export type ExpectedDocument = z.output<typeof ExpectedSchema>;
