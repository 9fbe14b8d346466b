import type { Command } from 'commander';

/** A command's module is loaded only when it is called: the filters must start fast (see bench/). */
export interface CommandEntry {
  name: string;
  summary: string;
  load: () => Promise<{ command(): Command }>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'analyze',
    summary: 'find mentions in documents on standard input',
    load: async () => await import('./analyze.ts'),
  },
  {
    name: 'extract',
    summary: 'read an article page or PDF on standard input',
    load: async () => await import('./extract.ts'),
  },
  {
    name: 'feeds',
    summary: 'list the sources, or check one',
    load: async () => await import('./feeds.ts'),
  },
  {
    name: 'parse-feed',
    summary: 'read a feed of any format and state of health',
    load: async () => await import('./parse-feed.ts'),
  },
  {
    name: 'symbol',
    summary: 'find UN document symbols in text',
    load: async () => await import('./symbol.ts'),
  },
];
