import type { App } from './app.ts';
import { applyRetention } from './store/maintenance.ts';
import { readSetting, writeSetting } from './store/settings.ts';

const DAY_MS = 86_400_000;

/** Once a day: retention, and the space of dead rows given back. Returns what was done, or null where it is not due. */
export async function runMaintenance(app: App): Promise<object | null> {
  const { database, clock } = app;
  const last = await readSetting(database.db, 'last_maintenance');
  if (typeof last === 'string' && clock().getTime() - Date.parse(last) < DAY_MS) return null;
  await writeSetting(database.db, 'last_maintenance', clock().toISOString());
  if (last === null) return null; // the first day has nothing to forget
  const done = await applyRetention(
    database.db,
    app.snapshots,
    { snapshotDays: app.config.snapshotDays },
    clock(),
  );
  await database.vacuum();
  return done;
}
