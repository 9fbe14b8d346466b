import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { Command } from 'commander';
import { restoreStore } from '../store/backup.ts';
import { say, withApp } from './context.ts';

export function command(): Command {
  return new Command('restore')
    .description('Reads a backup into an empty store: all of it, or nothing.')
    .argument('<file>', 'what "tumen backup" wrote')
    .addHelpText('after', '\nExample:\n  TUMEN_DATA=restored tumen restore /backups/tumen.jsonl.gz')
    .action(async (file: string) => {
      await withApp('restore', async (app) => {
        const lines = createInterface({
          input: createReadStream(file).pipe(createGunzip()),
          crlfDelay: Infinity,
        });
        const rows = await app.database.transaction((trx) => restoreStore(trx, lines));
        say(`Restored ${rows} rows.`);
      });
    });
}
