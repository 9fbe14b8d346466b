import { expect, test } from 'vitest';
import type { Quantity } from '../../src/model.ts';
import { changesSince } from '../../src/store/event-changes.ts';

type Row = Parameters<typeof changesSince>[0][number];

let origins = 0;
function told(outlet: string, parts: Partial<Row> = {}): Row {
  origins += 1;
  return {
    status: 'reported',
    quantity: null,
    source_actor: null,
    outlet,
    url: null,
    published: '2026-11-24T10:00:00.000Z',
    origin_document: origins,
    ...parts,
  };
}

function containers(count: number): Quantity {
  return { text: `${count} containers`, min: count, max: count, unit: 'containers' };
}

test('a status is told once, with who came first with it, and not again as a voice', () => {
  const confirmed = { status: 'confirmed', source_actor: 'Prosecutors' } as const;
  expect(
    changesSince([told('Wire')], [told('Desk', confirmed), told('Courier', { status: 'confirmed' })]),
  ).toEqual([
    { kind: 'status', from: 'reported', to: 'confirmed', by: 'Prosecutors' },
    { kind: 'origin', source: 'Courier' },
  ]);
});

test('a new figure is told once, beside those before it', () => {
  const before = told('Wire', { quantity: containers(6_700) });
  const changes = changesSince(
    [before],
    [told('Desk', { quantity: containers(13_000) }), told('Desk', { quantity: containers(13_000) })],
  );
  expect(changes).toMatchObject([
    { kind: 'figure', figure: { min: 13_000, source: 'Desk' }, previous: [{ min: 6_700 }] },
    { kind: 'origin', source: 'Desk' },
  ]);
});

test('who denies a figure brings none, and copies bring no voice', () => {
  const before = told('Wire', { quantity: containers(6_700) });
  const denial = told('Kremlin desk', { status: 'denied', quantity: containers(7_000) });
  expect(
    changesSince([before], [denial, told('Copier', { origin_document: before.origin_document })]),
  ).toEqual([{ kind: 'status', from: 'reported', to: 'denied', by: 'Kremlin desk' }]);
});
