import closeWithGrace from 'close-with-grace';
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { openApp } from '../app.ts';
import { indexWaiting } from '../search/indexing.ts';
import { startWeb } from '../web/server.ts';
import { say } from './context.ts';

export function command(): Command {
  return new Command('serve')
    .description(
      'Serves timeline, search, documents, sent digests and the state of the sources, without working on any stage.',
    )
    .addHelpText('after', '\nExample:\n  PORT=8080 tumen serve')
    .action(async () => {
      const config = loadConfig();
      const app = await openApp({ config, log: createLogger(config.logLevel), command: 'tumen serve' });
      await indexWaiting(app); // where no process ticks, nobody else does
      const server = await startWeb(app);
      say(server.url);
      closeWithGrace({ delay: 10_000, logger: false }, async () => {
        await server.close();
        await app.close();
      });
    });
}
