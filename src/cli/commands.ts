import type { Command } from 'commander';

/** A command's module is loaded only when it is called: the filters must start fast (see bench/). */
export interface CommandEntry {
  name: string;
  summary: string;
  load: () => Promise<{ command(): Command }>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'run',
    summary: 'schedule and work on all stages',
    load: async () => await import('./run.ts'),
  },
  {
    name: 'demo',
    summary: 'play a sample fortnight and run the pipeline over it',
    load: async () => await import('./demo.ts'),
  },
  {
    name: 'digest',
    summary: 'make, preview or send a digest',
    load: async () => await import('./digest.ts'),
  },
  {
    name: 'timeline',
    summary: 'print the timeline as json, csv, md or html',
    load: async () => await import('./timeline.ts'),
  },
  {
    name: 'backfill',
    summary: 'walk archives back over years, by a plan',
    load: async () => await import('./backfill.ts'),
  },
  {
    name: 'reanalyze',
    summary: 'run the present rules over the archive',
    load: async () => await import('./reanalyze.ts'),
  },
  {
    name: 'feeds',
    summary: 'list the sources, or check one',
    load: async () => await import('./feeds.ts'),
  },
  {
    name: 'subscribers',
    summary: 'list, check or add readers',
    load: async () => await import('./subscribers.ts'),
  },
  {
    name: 'keywords',
    summary: 'try a phrase, check the examples, see what a change would do',
    load: async () => await import('./keywords.ts'),
  },
  {
    name: 'serve',
    summary: 'serve the pages without working',
    load: async () => await import('./serve.ts'),
  },
  {
    name: 'doctor',
    summary: 'say what is reachable and what is not',
    load: async () => await import('./doctor.ts'),
  },
  {
    name: 'backup',
    summary: 'write the whole store to a file',
    load: async () => await import('./backup.ts'),
  },
  {
    name: 'restore',
    summary: 'read a backup into an empty store',
    load: async () => await import('./restore.ts'),
  },
  {
    name: 'analyze',
    summary: 'find mentions in documents on standard input',
    load: async () => await import('./analyze.ts'),
  },
  {
    name: 'link',
    summary: 'find which documents tell of the same event',
    load: async () => await import('./link.ts'),
  },
  {
    name: 'parse-feed',
    summary: 'read a feed of any format and state of health',
    load: async () => await import('./parse-feed.ts'),
  },
  {
    name: 'extract',
    summary: 'read an article page or PDF on standard input',
    load: async () => await import('./extract.ts'),
  },
  {
    name: 'symbol',
    summary: 'find UN document symbols in text',
    load: async () => await import('./symbol.ts'),
  },
  {
    name: 'record',
    summary: 'read a UN meeting record or press release',
    load: async () => await import('./record.ts'),
  },
];
