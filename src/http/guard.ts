import { constants } from 'node:crypto';
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

/** Ranges that ipaddr.js calls unicast and that are not ours to reach. */
const ALSO_DENIED: readonly [string, number][] = [
  ['::', 96], // IPv4-compatible: ::7f00:1 is 127.0.0.1 for some stacks
  ['168.63.129.16', 32], // Azure's metadata and wire server
];
const CONNECT_TIMEOUT_MS = 10_000;

/** Thrown into undici by the connector; the client turns it into the outcome "refused". */
export class GuardError extends Error {
  override name = 'GuardError';
  readonly code = 'TUMEN_GUARD';
}

/**
 * Why an IP address may not be reached, or null when it may. Only global unicast may: loopback, private, link-local,
 * carrier-grade NAT, documentation, multicast, and every form that carries an IPv4 address inside (mapped, NAT64,
 * 6to4, Teredo) are refused, whatever they stand for.
 */
export function addressRefusal(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'not an IP address';
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range !== 'unicast') return `${range} address`;
  const denied = ALSO_DENIED.some(([base, bits]) => {
    const network = ipaddr.parse(base);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
  return denied ? 'reserved address' : null;
}

export interface GuardOptions {
  /** "host:port" entries that are let through unchecked: the demo's and the tests' loopback servers. */
  allow: ReadonlySet<string>;
  legacyTls: boolean;
  /** Name resolution, in the shape of dns.lookup with `all`. */
  lookup?: GuardLookup;
}

export type GuardLookup = (
  hostname: string,
  options: { all: true; family?: number | 'IPv4' | 'IPv6'; hints?: number },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A connector for undici's Agent that refuses addresses that are not public. Three checks, since each alone leaks:
 * literals never reach a lookup hook, a name may resolve to several addresses, and only the connected address is
 * the truth. Every redirect hop connects anew, so hops are checked too.
 */
export function guardedConnector(options: GuardOptions): buildConnector.connector {
  const tls = options.legacyTls ? { secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT } : {};
  const base = { timeout: CONNECT_TIMEOUT_MS, autoSelectFamily: true, ...tls };
  const free = buildConnector(base);
  const guarded = buildConnector({ ...base, lookup: checkedLookup(options.lookup ?? systemLookup) });
  return (target, callback) => {
    if (options.allow.has(hostKey(target.hostname, target.port, target.protocol))) {
      free(target, callback);
      return;
    }
    const refusal = isIP(target.hostname) ? addressRefusal(target.hostname) : null;
    if (refusal) {
      callback(new GuardError(`${target.hostname} is a ${refusal}`), null);
      return;
    }
    guarded(target, (...result) => {
      const [, socket] = result;
      const connected = socket ? addressRefusal(socket.remoteAddress ?? '') : null;
      if (socket && connected) {
        socket.destroy();
        callback(new GuardError(`${target.hostname} led to a ${connected}`), null);
      } else callback(...result);
    });
  };
}

/** The form of the allow-list: "127.0.0.1:8080", "[::1]:8080", "example.org:443". */
export function hostKey(hostname: string, port: string, protocol: string): string {
  const host = hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname;
  return `${host}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** Refuses a name when any of its addresses is not public: a resolver that mixes them is rebinding. */
function checkedLookup(lookup: GuardLookup): LookupFunction {
  return (hostname, options, callback) => {
    const family = options.family === undefined ? {} : { family: options.family };
    lookup(hostname, { ...family, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const bad = addresses.find((entry) => addressRefusal(entry.address));
      if (bad) {
        const refusal = addressRefusal(bad.address);
        return callback(new GuardError(`${hostname} resolves to ${bad.address}, a ${refusal}`), []);
      }
      const [first] = addresses;
      if (!first) return callback(new GuardError(`${hostname} resolves to nothing`), []);
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
