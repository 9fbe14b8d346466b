import type { Command } from 'commander';

/** A command's module is loaded only when it is called: the filters must start fast (see bench/). */
export interface CommandEntry {
  name: string;
  summary: string;
  load: () => Promise<{ command(): Command }>;
}

export const COMMANDS: readonly CommandEntry[] = [];
