/** A mail server that keeps what it accepts by Message-ID, and misbehaves on demand. */
import { createServer, type Server, type Socket } from 'node:net';

/** What goes wrong once, with the next connection or message. */
export const MAIL_FAULTS = [
  'refused', // connections are broken, and the next is not answered
  'busy', // 421 instead of a greeting
  'broken', // the line drops in the middle of a message
  'dropped', // accepted, and the line drops before the server says so
  'deferred', // 451 to the recipient
  'full', // 452 to the whole message
  'rejected', // 554 to the whole message: its last word
] as const;
export type MailFault = (typeof MAIL_FAULTS)[number];

export interface AcceptedMail {
  recipient: string;
  /** When it was accepted, in milliseconds since 1970; more than one is a double. */
  at: number[];
  /** Whether its answer was dropped at least once. */
  isDropped: boolean;
  text: string;
}

export interface FaultyMail {
  port: number;
  accepted: Map<string, AcceptedMail>;
  /** Message-IDs that were refused for good. */
  rejected: Set<string>;
  /** Plans a fault. */
  plan(fault: MailFault): void;
  /** Faults that were planned and have not happened yet. */
  pending(): number;
  close(): Promise<void>;
}

export async function startFaultyMail(): Promise<FaultyMail> {
  const planned: MailFault[] = [];
  const sockets = new Set<Socket>();
  const accepted = new Map<string, AcceptedMail>();
  const latest = new Map<Socket, AcceptedMail>();
  const rejected = new Set<string>();
  const take = (...faults: MailFault[]): MailFault | null => {
    const index = planned.findIndex((each) => faults.includes(each));
    return index < 0 ? null : (planned.splice(index, 1)[0] ?? null);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      latest.delete(socket);
    });
    const fault = take('refused', 'busy');
    if (fault === 'refused') return void socket.destroy();
    if (fault === 'busy') return void socket.end('421 too many connections\r\n');
    converse(socket, { take, accepted, latest, rejected });
  });
  const port = await listen(server);
  return {
    port,
    accepted,
    rejected,
    plan: (fault) => {
      planned.push(fault);
      // A connection that is kept would never meet what befalls new ones.
      if (fault === 'refused' || fault === 'busy') for (const socket of sockets) breakOff(socket, latest);
    },
    pending: () => planned.length,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** An answer that is younger may still be under way. */
const ANSWER_MS = 2_000;

/** Breaks a connection; an answer under way is lost with it. */
function breakOff(socket: Socket, latest: ReadonlyMap<Socket, AcceptedMail>): void {
  const mail = latest.get(socket);
  if (mail && Date.now() - (mail.at.at(-1) ?? 0) < ANSWER_MS) mail.isDropped = true;
  socket.destroy();
}

interface Means extends Pick<FaultyMail, 'accepted' | 'rejected'> {
  take: (...faults: MailFault[]) => MailFault | null;
  /** What each connection was told last that it was accepted. */
  latest: Map<Socket, AcceptedMail>;
}

function converse(socket: Socket, { take, accepted, latest, rejected }: Means): void {
  let [input, recipient, isData] = ['', '', false];
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const endOfMessage = (raw: string): void => {
    const id = /^message-id: *(<[^>]+>)/im.exec(raw)?.[1] ?? `no id ${accepted.size}`;
    const fault = take('full', 'rejected', 'dropped');
    if (fault === 'full') return say('452 no room now');
    if (fault === 'rejected') {
      rejected.add(id);
      return say('554 not wanted');
    }
    const known = accepted.get(id) ?? { recipient, at: [], isDropped: false, text: decoded(raw) };
    known.at.push(Date.now());
    known.isDropped ||= fault === 'dropped';
    accepted.set(id, known);
    latest.set(socket, known);
    if (fault === 'dropped') socket.destroy();
    else say('250 taken');
  };
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') {
      if (take('deferred')) return say('451 later');
      recipient = /<([^>]*)>/u.exec(line)?.[1] ?? '';
    }
    if (verb === 'QUIT') return void socket.end('221 bye\r\n');
    isData = verb === 'DATA';
    say(isData ? '354 go on' : '250 loopback');
  };
  socket.on('data', (chunk) => {
    input += chunk.toString('latin1');
    if (isData && take('broken')) return void socket.destroy();
    for (;;) {
      const end = input.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0 || socket.destroyed) return;
      const part = input.slice(0, end);
      input = input.slice(end + (isData ? 5 : 2));
      if (!isData) command(part);
      else {
        isData = false;
        endOfMessage(part);
      }
    }
  });
  say('220 loopback');
}

/** Quoted-printable lines joined again, as far as addresses in them are concerned. */
function decoded(raw: string): string {
  return raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
