import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { STAGE_NAMES } from '../src/queue/stages.ts';

const Service = z.looseObject({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).optional(),
});
const Compose = z.looseObject({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.unknown()),
});

const text = readFileSync(new URL('../docker-compose.yml', import.meta.url), 'utf8');
const { services } = Compose.parse(parse(text, { merge: true }));

it('has one web service and workers from one image, behind healthy stores', () => {
  for (const name of ['web', 'worker']) {
    const service = services[name];
    expect(service?.build).toBe('.');
    expect(service?.image).toBe('tumen');
    expect(service?.depends_on?.['postgres']?.condition).toBe('service_healthy');
    expect(service?.depends_on?.['redis']?.condition).toBe('service_healthy');
  }
  expect(services['worker']?.ports).toBeUndefined(); // a port could not be scaled
});

it('gives every stage to exactly one kind of service', () => {
  const given = ['web', 'worker'].flatMap(
    (name) => services[name]?.environment?.['WORKERS']?.split(',') ?? [],
  );
  expect(given.toSorted()).toEqual(STAGE_NAMES.toSorted());
});

it('keeps queued jobs: append-only, no eviction, a health check', () => {
  const redis = services['redis'];
  expect(redis?.command).toEqual(['redis-server', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction']);
  expect(redis?.healthcheck?.test).toContain('ping');
  expect(services['postgres']?.healthcheck?.test.join(' ')).toContain('pg_isready');
});

it('publishes nothing beyond this machine', () => {
  const ports = Object.values(services).flatMap((service) => service.ports ?? []);
  expect(ports.length).toBeGreaterThan(0);
  expect(ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
});
