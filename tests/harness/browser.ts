/** A real Chromium, spoken to over its DevTools pipe: no package to install, no port to guess. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const BINARIES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FLAGS = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-sandbox', // the suites may run as root
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--hide-scrollbars',
];
const ANSWER_MS = 60_000;
/** Zombies that init has not collected still count as the group. */
const GROUP_END_MS = 2000;

const messageSchema = z.object({
  id: z.number().optional(),
  sessionId: z.string().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string() }).optional(),
});
type Message = z.output<typeof messageSchema>;

/** Where a Chromium is; null where the suites that need one are skipped. */
export function chromium(): string | null {
  return BINARIES.find((path) => existsSync(path)) ?? null;
}

export interface View {
  width: number;
  dark?: boolean;
  print?: boolean;
  /** Scripts of the page run; ours has none, so that nothing changes. */
  scripts?: boolean;
}

/** One tab. */
export interface Page {
  open(url: string, view?: View): Promise<void>;
  /** Shows the page that is open in another way, without loading it again. */
  look(view: View): Promise<void>;
  /** What an expression is in the page, or what its promise comes to, as JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** As evaluate, for an expression that leads to another page (a click, a form that is sent): waits for it. */
  follow(expression: string): Promise<void>;
  press(key: 'Tab' | 'Enter'): Promise<void>;
  /** As press, for a key that leads to another page: waits for it. */
  followKey(key: 'Enter'): Promise<void>;
  /** Writes into what has the focus, as a keyboard does. */
  type(text: string): Promise<void>;
  /** Whether the first element that a selector names takes up room. */
  isShown(selector: string): Promise<boolean>;
  /** The page from `top` on, `height` pixels of it. */
  screenshot(top?: number, height?: number): Promise<Buffer>;
  /** What the console and the network complained of since the page was opened. */
  complaints: string[];
  /** Every address that was asked for since the page was opened. */
  requests: string[];
}

export interface Browser {
  page: Page;
  close(): Promise<void>;
}

/** Starts a Chromium with one tab. */
export async function startBrowser(path: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'tumen-browser-'));
  const child = spawn(path, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own, so that its helpers can be ended with it
  });
  const [, , , input, output] = child.stdio;
  const connection = new Connection(input as Writable, output as Readable); // pipes, as asked for above
  const targets = await connection.send('Target.createTarget', { url: 'about:blank' });
  const attached = await connection.send('Target.attachToTarget', {
    targetId: targets['targetId'],
    flatten: true,
  });
  const page = await makePage(connection, String(attached['sessionId']));
  return {
    page,
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await endGroup(child.pid);
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** Chromium's helpers outlive it for a moment and still write to its profile: they are ended before that is deleted. */
async function endGroup(leader: number | undefined): Promise<void> {
  if (leader === undefined) return;
  const until = Date.now() + GROUP_END_MS;
  while (Date.now() < until) {
    try {
      process.kill(-leader, 'SIGKILL');
    } catch {
      return; // nobody is left in the group
    }
    await delay(20);
  }
}

class Connection {
  readonly #input: Writable;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly listeners = new Set<(message: Message) => void>();
  #last = 0;

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    let rest = '';
    output.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = `${rest}${chunk}`.split('\u0000');
      rest = parts.pop() ?? '';
      for (const part of parts) this.#receive(messageSchema.parse(JSON.parse(part)));
    });
  }

  #receive(message: Message): void {
    if (message.id !== undefined) this.#waiting.get(message.id)?.(message);
    else for (const listener of this.listeners) listener(message);
  }

  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = (this.#last += 1);
    const answer = new Promise<Message>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), ANSWER_MS);
      this.#waiting.set(id, (message) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(message);
      });
    });
    this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\u0000`);
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  once(method: string): Promise<void> {
    return new Promise((resolve) => {
      const listener = (message: Message): void => {
        if (message.method !== method) return;
        this.listeners.delete(listener);
        resolve();
      };
      this.listeners.add(listener);
    });
  }
}

const logSchema = z.object({ entry: z.object({ text: z.string(), url: z.string().optional() }) });
const requestSchema = z.object({ request: z.object({ url: z.string() }) });
const valueSchema = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.unknown().optional(),
});
const KEYS = { Tab: 9, Enter: 13 } as const;

async function makePage(connection: Connection, session: string): Promise<Page> {
  const send = (method: string, params: object = {}) => connection.send(method, params, session);
  const complaints: string[] = [];
  const requests: string[] = [];
  connection.listeners.add(({ method, params }) => {
    if (method === 'Log.entryAdded') complaints.push(logSchema.parse(params).entry.text);
    if (method === 'Network.requestWillBeSent') requests.push(requestSchema.parse(params).request.url);
  });
  for (const domain of ['Page', 'Log', 'Network']) await send(`${domain}.enable`);
  const evaluate = async (expression: string): Promise<unknown> => {
    const answer = valueSchema.parse(
      await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true }),
    );
    if (answer.exceptionDetails) throw new Error(`${expression} threw`);
    return answer.result.value;
  };
  const settle = async (start: () => Promise<unknown>): Promise<void> => {
    const loaded = connection.once('Page.loadEventFired');
    await start();
    await loaded;
  };
  const look = async ({ width, dark = false, print = false, scripts = true }: View): Promise<void> => {
    await send('Emulation.setDeviceMetricsOverride', {
      width,
      height: 900,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await send('Emulation.setScriptExecutionDisabled', { value: !scripts });
    await send('Emulation.setEmulatedMedia', {
      media: print ? 'print' : '',
      features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }],
    });
  };
  const press = async (key: keyof typeof KEYS): Promise<void> => {
    const code = {
      key,
      code: key,
      windowsVirtualKeyCode: KEYS[key],
      ...(key === 'Enter' ? { text: '\r' } : {}),
    };
    await send('Input.dispatchKeyEvent', { type: 'keyDown', ...code });
    await send('Input.dispatchKeyEvent', { type: 'keyUp', ...code });
  };
  return {
    complaints,
    requests,
    evaluate,
    look,
    open: async (url, view = { width: 1_200 }) => {
      complaints.length = 0;
      requests.length = 0;
      await look(view);
      await settle(() => send('Page.navigate', { url }));
    },
    follow: (expression) => settle(() => evaluate(expression)),
    press,
    followKey: (key) => settle(() => press(key)),
    type: async (text) => {
      for (const sign of text) {
        const key = { key: sign, text: sign };
        await send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
        await send('Input.dispatchKeyEvent', { type: 'keyUp', key: sign });
      }
    },
    isShown: async (selector) =>
      (await evaluate(`document.querySelector(${JSON.stringify(selector)}).getClientRects().length > 0`)) ===
      true,
    screenshot: async (top = 0, height = 1_600) => {
      const width = Number(await evaluate('document.documentElement.scrollWidth'));
      const { data } = await send('Page.captureScreenshot', {
        format: 'png',
        captureBeyondViewport: true,
        clip: { x: 0, y: top, width, height, scale: 1 },
      });
      return Buffer.from(String(data), 'base64');
    },
  };
}
