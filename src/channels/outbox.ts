import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mailbox } from '../publish/address.ts';
import type { Channel } from './channel.ts';
import type { OutgoingMessage } from './message.ts';
import { mailOptions } from './mime.ts';

/**
 * Mail without a mail server: each message becomes `<id>.eml`, the very bytes that SMTP would carry, and `<id>.html` for
 * reading, in `dir`. The name follows from the Message-ID, so a retry overwrites its own file.
 */
export function outboxChannel(dir: string, from: Mailbox): Channel {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    name: 'email',
    send: async (message) => {
      const { message: bytes } = await transport.sendMail(mailOptions(message, from));
      if (!Buffer.isBuffer(bytes)) throw new Error('the stream transport was asked for a buffer');
      const path = join(dir, fileStem(message));
      await mkdir(dir, { recursive: true });
      await writeWhole(`${path}.html`, message.html);
      await writeWhole(`${path}.eml`, bytes);
      return { outcome: 'sent', providerId: `${path}.eml` };
    },
    close: async () => transport.close(),
  };
}

/** "2026-11-23-digest-1f2e3d4c5b6a7988": sorts by day, and is the same for the same message. */
function fileStem({ date, kind, messageId }: OutgoingMessage): string {
  const id = messageId.slice(1, messageId.indexOf('@')).replace(/[^\w-]/gu, '_');
  return `${date.slice(0, 10)}-${kind}-${id.slice(0, 16)}`;
}

/** A reader of the folder never meets half a file. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.part`;
  await writeFile(part, content);
  await rename(part, path);
}
