import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Command } from 'commander';
import { dumpStore } from '../store/backup.ts';
import { say, withApp } from './context.ts';

export function command(): Command {
  return new Command('backup')
    .description(
      'Writes the whole store to a file, also while Tumen runs. Raw pages lie beside it, in data/snapshots.',
    )
    .argument('<file>', 'where to write, for example tumen-2026-11-24.jsonl.gz')
    .addHelpText(
      'after',
      '\nExample:\n  tumen backup /backups/tumen.jsonl.gz && cp -r data/snapshots /backups/',
    )
    .action(async (file: string) => {
      await withApp('backup', async (app) => {
        const aside = `${file}.part`; // a half-written backup must not stand where a whole one stood
        await app.database.transaction((trx) =>
          pipeline(Readable.from(dumpStore(trx, app.clock())), createGzip(), createWriteStream(aside)),
        );
        await rename(aside, file);
        say(`Wrote ${file}. Keep ${app.config.dataDir}/snapshots with it: the raw pages are the evidence.`);
      });
    });
}
