import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { examine } from '../doctor.ts';
import { say } from './context.ts';

const MARK = { ok: 'ok   ', note: 'note ', fails: 'FAILS' } as const;

export function command(): Command {
  return new Command('doctor')
    .description(
      'Says what is there, what can be reached, and what to mend. Exit code 1 where something fails.',
    )
    .addHelpText('after', '\nExample:\n  tumen doctor')
    .action(async () => {
      const findings = await examine(loadConfig(), new Date());
      for (const { name, state, detail } of findings) say(`${MARK[state]}  ${name.padEnd(20)} ${detail}`);
      if (findings.some((finding) => finding.state === 'fails')) process.exitCode = 1;
    });
}
