import { existsSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { messageOf } from '../src/errors.ts';

const FULL = '/dev/full';

it.skipIf(!existsSync(FULL))('a full disk is told with what to do about it', () => {
  const write = (): string => {
    try {
      writeFileSync(FULL, 'x');
      return '';
    } catch (error) {
      return messageOf(error);
    }
  };
  expect(write()).toMatch(/^ENOSPC: .*: make room on the disk/u);
});

it('so is one that PGlite met', () => {
  expect(messageOf({ name: 'ErrnoError', errno: 51 })).toMatch(/no space left .*: make room on the disk/u);
});
