import { join } from 'node:path';
import { z } from 'zod';
import { MENTION_TYPES, type MentionType } from './taxonomy.ts';
import { readYamlFile } from './yaml-file.ts';

const dutiesSchema = z.strictObject({
  duties: z.record(z.enum(MENTION_TYPES), z.array(z.string().min(1)).min(1)),
});

/** Reads duties.yaml of a keywords folder: the duties at stake by mention type. Throws UsageError with file and line. */
export function loadDuties(dir: string): Readonly<Record<MentionType, string[]>> {
  return readYamlFile(join(dir, 'duties.yaml'), dutiesSchema).value.duties;
}
