/** Thousands of deliveries under random faults: who is told what, how often, and what is left. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { fillOutbox } from './fault-outbox.ts';
import { reportOf } from './fault-report.ts';
import { MAIL_FAULTS, startFaultyMail, type FaultyMail, type MailFault } from './faulty-mail.ts';
import { startPostgres, startRedis, type Service } from './services.ts';

const PROCESS = fileURLToPath(new URL('./deliver-process.ts', import.meta.url));
export interface FaultPlan {
  subscribers: number;
  /** Digests of each subscriber; every one also gets ten alerts, which bursts join. */
  digestsEach: number;
  kills: number;
  redisRestarts: number;
  postgresRestarts: number;
  mailFaults: number;
  /** How much faster the processes' clocks run. */
  speed: number;
  random: () => number;
  say: (line: string) => void;
}

export interface FaultReport {
  deliveries: number;
  faults: number;
  seconds: number;
  /** Messages that the server accepted, each counted once. */
  messages: number;
  bursts: number;
  /** Deliveries that are neither accepted nor refused for good by the server. */
  lost: number;
  rejected: number;
  /** Messages accepted more than once: after a line that dropped; after a kill or restart; and those for no reason that we know. */
  doubledByLine: number;
  doubledByKill: number;
  unexplained: { recipient: string; secondsApart: number[]; secondsToNextEnd: number[] }[];
  /** Alerts that two different messages tell the same reader of: these could not be recognised. */
  toldTwice: number;
  pending: number;
}

type Fault = MailFault | 'kill' | 'redis' | 'postgres';

/** Runs the plan over services and processes of its own; null where PostgreSQL or Redis are not there to be restarted. */
export async function runFaults(plan: FaultPlan): Promise<FaultReport | null> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  if (!postgres?.restart || !redis?.restart) {
    await Promise.all([postgres?.stop(), redis?.stop()]);
    return null;
  }
  const mail = await startFaultyMail();
  const folder = mkdtempSync(join(tmpdir(), 'tumen-faults-'));
  const since = Date.now();
  const settings = settingsFor(folder, plan, { postgres, redis, mail });
  const app = await openApp({ config: loadConfig(settings), log: createLogger('silent'), command: 'a test' });
  const ends: number[] = [];
  const processes = new Processes(settings, plan.speed, since, ends);
  try {
    const deliveries = await fillOutbox(app, plan.digestsEach);
    processes.start();
    processes.start();
    const faults = shuffled(faultsOf(plan), plan.random);
    await inflict(faults, { plan, mail, processes, services: { postgres, redis }, ends, deliveries });
    await untilDone(app, plan);
    const report = await reportOf(app, mail, ends);
    return { deliveries, faults: faults.length, seconds: (Date.now() - since) / 1_000, ...report };
  } finally {
    processes.close();
    await app.close();
    await mail.close();
    await Promise.all([postgres.stop(), redis.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function settingsFor(
  folder: string,
  { subscribers }: FaultPlan,
  { postgres, redis, mail }: { postgres: Service; redis: Service; mail: FaultyMail },
): Record<string, string> {
  const rows = Array.from(
    { length: subscribers },
    (_, n) => `  - { id: r${n}, name: Reader ${n}, email: r${n}@example.org, zone: UTC, digests: [] }`,
  );
  writeFileSync(join(folder, 'subscribers.yaml'), `subscribers:\n${rows.join('\n')}\n`);
  return {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    TUMEN_DATA: folder,
    TUMEN_SUBSCRIBERS: join(folder, 'subscribers.yaml'),
    PUBLIC_URL: 'https://faults.example.org',
    MAIL_FROM: 'Tumen <tumen@example.org>',
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(mail.port),
    SMTP_REQUIRE_TLS: 'false',
    LOG_LEVEL: 'silent',
  };
}

/** Two processes that deliver; one that ends is started again, as a supervisor would. */
class Processes {
  readonly #settings: Record<string, string>;
  readonly #arguments: string[];
  readonly #running = new Set<ChildProcess>();
  readonly #ends: number[];
  #isClosed = false;

  constructor(settings: Record<string, string>, speed: number, since: number, ends: number[]) {
    this.#ends = ends;
    this.#settings = settings;
    this.#arguments = ['--import', 'tsx', PROCESS, String(speed), String(since)];
  }

  start(): void {
    const env = { PATH: process.env['PATH'], ...this.#settings };
    const child = spawn(process.execPath, this.#arguments, { env, stdio: 'ignore' });
    this.#running.add(child);
    child.once('exit', () => {
      this.#running.delete(child);
      this.#ends.push(Date.now());
      if (!this.#isClosed) this.start();
    });
  }

  kill(random: () => number): void {
    const running = [...this.#running];
    running[Math.floor(random() * running.length)]?.kill('SIGKILL');
  }

  close(): void {
    this.#isClosed = true;
    for (const child of this.#running) child.kill('SIGKILL');
  }
}

function faultsOf(plan: FaultPlan): Fault[] {
  const times = (n: number, fault: Fault): Fault[] => Array.from({ length: n }, () => fault);
  const mail = Array.from(
    { length: plan.mailFaults },
    (_, n) => MAIL_FAULTS[n % MAIL_FAULTS.length] ?? 'busy',
  );
  return [
    ...times(plan.kills, 'kill'),
    ...times(plan.redisRestarts, 'redis'),
    ...times(plan.postgresRestarts, 'postgres'),
    ...mail,
  ];
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

interface Scene {
  plan: FaultPlan;
  mail: FaultyMail;
  processes: Processes;
  services: { postgres: Service; redis: Service };
  /** When processes or services ended, in milliseconds since 1970. */
  ends: number[];
  deliveries: number;
}

/** The faults are spread over what is delivered: each comes when its share of the messages has been accepted. */
async function inflict(faults: readonly Fault[], scene: Scene): Promise<void> {
  const { plan, mail } = scene;
  // Joined alerts make one message of ten deliveries; the last tenth is left to run out in peace.
  const messages = plan.subscribers * (plan.digestsEach + 1);
  for (const [index, fault] of faults.entries()) {
    const due = (index / faults.length) * messages * 0.9;
    const deadline = Date.now() + 30_000; // what a fault holds up must not hold up the next for good
    while (mail.accepted.size < due && Date.now() < deadline) await sleep(20);
    await strike(fault, scene);
    if (index % 20 === 19)
      plan.say(`${index + 1} faults, ${mail.accepted.size} of about ${messages} messages accepted`);
  }
}

async function strike(fault: Fault, { plan, mail, processes, services, ends }: Scene): Promise<void> {
  const downMs = 200 + plan.random() * 800;
  switch (fault) {
    case 'kill':
      ends.push(Date.now());
      return processes.kill(plan.random);
    case 'redis':
      return services.redis.restart?.(downMs);
    case 'postgres':
      ends.push(Date.now());
      return services.postgres.restart?.(downMs);
    default:
      return mail.plan(fault);
  }
}

async function untilDone(app: App, { say }: FaultPlan): Promise<void> {
  const deadline = Date.now() + 4 * 60_000;
  for (;;) {
    const pending = await countPending(app).catch(() => -1);
    if (pending === 0 || Date.now() > deadline) return;
    say(`${pending} wait`);
    await sleep(1_000);
  }
}

async function countPending({ database }: App): Promise<number> {
  const rows = await database.db.selectFrom('delivery').select('id').where('state', '=', 'pending').execute();
  return rows.length;
}
