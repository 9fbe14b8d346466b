import type { Db } from './database.ts';
import { json } from './sql.ts';

/** A value that the program keeps for itself (last maintenance, installed baseline), or null. */
export async function readSetting(db: Db, key: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

/** The value that a key was first given, by whichever process came first. */
export async function settingOnce(db: Db, key: string, value: unknown): Promise<unknown> {
  await db
    .insertInto('setting')
    .values({ key, value: json(value) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return readSetting(db, key);
}

export async function writeSetting(db: Db, key: string, value: unknown): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key, value: json(value) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json(value) }))
    .execute();
}
