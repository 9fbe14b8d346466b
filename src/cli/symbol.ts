import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { describeSymbols } from '../un/symbol-describe.ts';

/** `tumen symbol`: UN symbols in lines of text. */
export function command(): Command {
  return new Command('symbol')
    .summary('find UN document symbols in text')
    .description(
      'Reads one UN symbol or text a line from standard input and writes one JSON line for each symbol found: canonical form, parts, kind, offsets into the line, and the addresses of the document. Resolutions cited by number alone ("resolution 2397 (2017)") and symbols inside UN addresses are found too. A line that was meant to be a symbol and is none gives what is wrong with it, and the symbol it can only have been; any other line without a symbol gives nothing.',
    )
    .addHelpText(
      'after',
      "\nExample:\n  $ echo 'Resolution 2397 (2017); see S/2022/431.' | tumen symbol\n  $ echo 'S/PV. 6702(Resumption1)' | tumen symbol\n  $ echo 'S/2O22/431' | tumen symbol",
    )
    .action(async () => {
      let line = 0;
      for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
        line += 1;
        for (const found of describeSymbols(text)) {
          process.stdout.write(`${JSON.stringify({ line, ...found })}\n`);
        }
      }
    });
}
