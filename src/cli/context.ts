import { loadConfig, type Config } from '../config.ts';
import { createLogger } from '../log.ts';
import { openApp, type App } from '../app.ts';

/** Opens the application for a command, runs it and closes it again, whatever happens. */
export async function withApp<T>(
  command: string,
  work: (app: App) => Promise<T>,
  changes: Partial<Config> = {},
): Promise<T> {
  const config = { ...loadConfig(), ...changes };
  const app = await openApp({ config, log: createLogger(config.logLevel), command: `tumen ${command}` });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** A line for people, on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line that replaces the one before on a terminal, and is left out elsewhere. */
export function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}`);
}
