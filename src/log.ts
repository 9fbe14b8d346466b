import { pino, type Logger } from 'pino';

export type { Logger };

/** Logs go to standard error: the filters' standard output stays clean. Secrets never reach a log line. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [
          'password',
          '*.password',
          'smtp.password',
          'databaseUrl',
          '*.databaseUrl',
          'redisUrl',
          '*.redisUrl',
          'authorization',
          '*.authorization',
          '*.cookie',
          '*["set-cookie"]',
        ],
        censor: '[redacted]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
