import { parseYaml } from '../../src/yaml-file.ts';
import { subscriberSchema, type Subscriber } from '../../src/publish/subscribers.ts';

/** A reader as subscribers.yaml would bring it, with defaults filled in. */
export function subscriberOf(fields: Partial<Record<keyof Subscriber, unknown>> = {}): Subscriber {
  const given = { id: 'j-doe', name: 'Jin Doe', email: 'j.doe@example.org', zone: 'UTC', ...fields };
  return parseYaml(JSON.stringify(given), 'subscriber', subscriberSchema).value;
}
