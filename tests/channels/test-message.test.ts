import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { answering, service } from './services.ts';

const TUMEN = fileURLToPath(new URL('../../bin/tumen', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tumen-send-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(host: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const env = {
    PATH: process.env['PATH'],
    TUMEN_DATA: folder,
    TUMEN_SUBSCRIBERS: join(folder, 'subscribers.yaml'),
    TUMEN_ALLOW_HOSTS: host,
    TOPIC: 'a-secret-topic',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [TUMEN, 'subscribers', 'check', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
}

describe('tumen subscribers check --send', () => {
  it('sends each address of a subscriber a message that says it is a test, and says which was not reached', async () => {
    const ntfy = await service(answering(200, { id: 'x' }));
    const gone = await service(answering(410, 'no such hook'));
    writeFileSync(
      join(folder, 'subscribers.yaml'),
      `subscribers:
  - { id: other, name: Other, email: other@example.org, zone: UTC }
  - id: desk
    name: Desk
    email: desk@example.org
    zone: UTC
    channels:
      - { kind: ntfy, server: "${ntfy.origin}", topic: "\${TOPIC}", for: alerts }
      - { kind: slack, url: "${gone.origin}/hook/secret-path" }
      - { kind: teams, url: "\${NOT_SET}" }
`,
    );
    const { code, said } = await check(`${ntfy.host},${gone.host}`, '--send', 'desk');
    expect(code).toBe(1);
    expect(said).toMatch(/desk: email desk@example\.org: sent: .*\.eml/u);
    expect(said).toMatch(/desk: ntfy \(alerts only\): sent/u);
    expect(said).toMatch(/desk: slack: NOT SENT: HTTP 410/u);
    expect(said).toMatch(/desk: teams: NOT SENT: url: NOT_SET is not set in the environment/u);
    expect(said).not.toMatch(/secret-path|a-secret-topic|other@/u);
    const [mail, ...others] = readdirSync(join(folder, 'outbox')).filter((name) => name.endsWith('.eml'));
    expect(others).toEqual([]);
    expect(readFileSync(join(folder, 'outbox', mail ?? ''), 'utf8')).toMatch(/^Subject: Tumen: a test message\r$/mu);
    expect(JSON.parse(ntfy.requests[0]?.body ?? '')).toMatchObject({ title: 'Tumen: a test message', priority: 3 });
  }); // prettier-ignore

  it('without --send, sends nothing', async () => {
    const before = readdirSync(join(folder, 'outbox')).length;
    expect((await check('localhost:1')).said).toContain('NOT_SET is not set');
    expect(readdirSync(join(folder, 'outbox'))).toHaveLength(before);
  });
});
