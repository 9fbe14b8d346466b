/** A loopback archive for `tumen backfill`: pages of a made world, a list of their addresses, and the command over them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startWorld, type World } from './world.ts';

const TUMEN = fileURLToPath(new URL('../../bin/tumen', import.meta.url));
const PER_FEED = 1_000;
const PROBE_MS = 250;
const TICKS_A_SECOND = 100;

export interface Archive {
  world: World;
  folder: string;
  /** Addresses of the pages. */
  pages: string[];
  /** Starts `tumen backfill` on the list of the pages, or on another plan. */
  start(planFile?: string, options?: readonly string[]): ChildProcess;
  close(): Promise<void>;
}

export async function startArchive(
  pages: number,
  environment: Record<string, string> = {},
): Promise<Archive> {
  const world = await startWorld(Math.ceil(pages / PER_FEED), PER_FEED, new Date());
  const folder = mkdtempSync(join(tmpdir(), 'tumen-archive-'));
  const addresses = Array.from(
    { length: pages },
    (_, n) => `${world.origin}/page/${Math.floor(n / PER_FEED)}/${n % PER_FEED}`,
  );
  writeFileSync(join(folder, 'feeds.yaml'), world.feedsYaml);
  writeFileSync(join(folder, 'pages.csv'), `url\n${addresses.join('\n')}\n`);
  writeFileSync(
    join(folder, 'plan.yaml'),
    'from: 2000-01-01\nto: 2100-01-01\nsources:\n  - { id: pages, way: list, outlet: Archive, lang: en, path: pages.csv }\n',
  );
  const env = {
    ...process.env,
    TUMEN_DATA: folder,
    TUMEN_FEEDS: join(folder, 'feeds.yaml'),
    TUMEN_SUBSCRIBERS: join(folder, 'subscribers.yaml'),
    TUMEN_ALLOW_HOSTS: new URL(world.origin).host,
    HOST_INTERVAL_MS: '0',
    LOG_LEVEL: 'silent',
    ...environment,
  };
  return {
    world,
    folder,
    pages: addresses,
    start: (planFile = join(folder, 'plan.yaml'), options = []) =>
      spawn(process.execPath, [TUMEN, 'backfill', planFile, ...options], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    close: async () => {
      await world.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for the end of a process; gives its exit code, what it said, the most memory that it held in MB, and its CPU time. */
export async function finish(
  child: ChildProcess,
): Promise<{ code: number | null; said: string; peakMb: number; cpuSeconds: number }> {
  let said = '';
  let peakMb = 0;
  let cpuSeconds = 0;
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(child.pid));
    cpuSeconds = Math.max(cpuSeconds, cpuOf(child.pid));
  }, PROBE_MS);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  return { code, said, peakMb, cpuSeconds };
}

/** The high-water mark of a process's memory, where the system tells it. */
function residentMb(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0; // it has just ended, or this is no Linux
  }
}

/** User and system time of a process so far, in seconds. */
function cpuOf(pid: number | undefined): number {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  } catch {
    return 0; // as above
  }
}
