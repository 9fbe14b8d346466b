import { Command } from 'commander';
import { linesOfBackup, restoreStore } from '../store/backup.ts';
import { say, showProgress, withApp } from './context.ts';

export function command(): Command {
  return new Command('restore')
    .description('Reads a backup into an empty store: all of it, or nothing.')
    .argument('<file>', 'what "tumen backup" wrote')
    .addHelpText('after', '\nExample:\n  TUMEN_DATA=restored tumen restore /backups/tumen.jsonl.gz')
    .action(async (file: string) => {
      await withApp('restore', async (app) => {
        const rows = await app.database.transaction((trx) =>
          restoreStore(trx, linesOfBackup(file), (done) => showProgress(`${done} rows`)),
        );
        showProgress('');
        say(`Restored ${rows} rows.`);
      });
    });
}
