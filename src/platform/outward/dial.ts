import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress } from './addresses.ts';
import { outwardErrors } from './errors.ts';
import { checkLiteral } from './target.ts';

/** All addresses of a name; `node:dns` unless told. */
export type Resolve = (
  hostname: string,
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** How connections are made: guarded ones go to public addresses only, allowed ones anywhere. */
export interface Dialler {
  guarded: Agent;
  allowed: Agent;
  /** For clients that take a lookup of their own. */
  lookup(isAllowed: boolean, host: string): LookupFunction;
}

const CONNECT_TIMEOUT_MS = 10_000;
const CONNECTIONS_PER_HOST = 6;

export function createDialler(resolve: Resolve = resolveBySystem): Dialler {
  const lookup = (isAllowed: boolean, host?: string): LookupFunction =>
    checkedLookup(resolve, isAllowed, host);
  return {
    guarded: createAgent(lookup(false), (hostname, host) => checkLiteral(hostname, host)),
    allowed: createAgent(lookup(true), () => undefined),
    lookup,
  };
}

function createAgent(lookup: LookupFunction, check: (hostname: string, host: string) => void): Agent {
  const connectTo = buildConnector({
    lookup,
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
  } as buildConnector.BuildOptions);
  return new Agent({
    // The time limit of the whole exchange stands in for these.
    headersTimeout: 0,
    bodyTimeout: 0,
    connections: CONNECTIONS_PER_HOST,
    pipelining: 1,
    connect: (options, callback) => {
      try {
        // A literal never reaches the lookup.
        check(options.hostname, `${options.hostname}:${options.port}`);
      } catch (error) {
        return callback(error as Error, null);
      }
      connectTo(options, callback);
    },
  });
}

/** The check happens on the very addresses that are dialled next, so a name that changes its answer gains nothing. */
function checkedLookup(resolve: Resolve, isAllowed: boolean, host?: string): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, found) => {
      if (error) return callback(error, '', 0);
      const usable = isAllowed ? found : found.filter(({ address }) => isPublicAddress(address));
      const wanted =
        options.family === 4 || options.family === 6
          ? usable.filter((a) => a.family === options.family)
          : usable;
      const [first] = wanted;
      if (!first) {
        const address = found[0]?.address ?? 'none';
        return callback(
          outwardErrors('outward.address_forbidden', { host: host ?? hostname, address }),
          '',
          0,
        );
      }
      if (options.all) callback(null, wanted);
      else callback(null, first.address, first.family);
    });
  };
}

function resolveBySystem(hostname: string, done: Parameters<Resolve>[1]): void {
  systemLookup(hostname, { all: true, verbatim: true }, (error, addresses) => done(error, addresses ?? []));
}
