import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { TIMELINE_FORMATS, renderTimeline, type TimelineFormat } from '../publish/render/timeline-formats.ts';
import { CATEGORY_IDS, MENTION_TYPES, type Category, type MentionType } from '../taxonomy.ts';
import { timelineView } from '../timeline.ts';
import { withApp } from './context.ts';

interface Options {
  from?: string;
  to?: string;
  category?: Category[];
  type?: MentionType[];
  asKnownOn?: string;
  format: TimelineFormat;
  output?: string;
}

export function command(): Command {
  return new Command('timeline')
    .description('Prints the timeline of events with their statements, status history, figures and evidence.')
    .option('--from <day>', 'events on or after this day (YYYY-MM-DD)')
    .option('--to <day>', 'events on or before this day')
    .addOption(new Option('--category <id...>', 'only these categories').choices(CATEGORY_IDS))
    .addOption(new Option('--type <id...>', 'only these mention types').choices(MENTION_TYPES))
    .option('--as-known-on <day>', 'only what was recorded by the end of this day (UTC), as it stood then')
    .addOption(new Option('--format <name>', 'output format').choices(TIMELINE_FORMATS).default('md'))
    .option('--output <file>', 'write to this file instead of standard output')
    .addHelpText(
      'after',
      '\nExample:\n  tumen timeline --from 2023-09-01 --type arms_transfer --format html --output timeline.html',
    )
    .action((options: Options) => run(options));
}

async function run(options: Options): Promise<void> {
  await withApp('timeline', async (app) => {
    const view = await timelineView(app, {
      from: dayOf(options.from, '--from'),
      to: dayOf(options.to, '--to'),
      categories: options.category ?? null,
      types: options.type ?? null,
      asKnownOn: endOf(dayOf(options.asKnownOn, '--as-known-on')),
    });
    const rendered = renderTimeline(view, options.format);
    if (options.output) writeFileSync(options.output, rendered);
    else process.stdout.write(rendered);
  });
}

function endOf(day: string | null): string | null {
  return day && `${day}T23:59:59.999Z`;
}

/** A calendar day, or null where none was given. Throws UsageError for what is no day. */
export function dayOf(text: string | undefined, option: string): string | null {
  if (text === undefined) return null;
  const at = new Date(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime());
  if (!isDay || !at.toISOString().startsWith(text))
    throw new UsageError(`${option}: "${text}" is no day; write it as 2026-11-24`);
  return text;
}
