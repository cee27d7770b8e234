import type { Outward } from '#platform/outward/index.ts';
import { type RecordAddress, recordUri } from '../records/addresses.ts';
import { readIdentity } from './identity.ts';
import { shapeOf } from '../records/shapes.ts';
import { xrpc, XrpcError } from './xrpc.ts';

/** What became of the search for a record: `gone` is certain, `unknown` is not. */
export type Lookup =
  | { state: 'found'; cid: string; record: unknown }
  | { state: 'gone' }
  | { state: 'unknown'; problem: unknown };

export interface LookupContext {
  outward: Outward;
  signal?: AbortSignal | undefined;
  plc: string;
}

const TIMEOUT_MS = 8000;
/** What a server says of an account that it kept and that is to be seen no more. */
const CLOSED = new Set([
  'RepoNotFound',
  'RepoTakendown',
  'RepoDeactivated',
  'RepoSuspended',
  'AccountTakedown',
]);

/** Asks `service` for a record and, when it is not its to know, the server that keeps the author's account. */
export async function lookUp(
  address: RecordAddress,
  service: string | undefined,
  context: LookupContext,
): Promise<Lookup> {
  const near = service === undefined ? undefined : await askFor(address, service, context);
  if (near?.state === 'found') return near;
  if (near?.state === 'gone' && (await keepsAccount(service!, address.did, context))) return near;
  try {
    const { pds } = await readIdentity(address.did, context.plc, context);
    if (pds === undefined) throw new Error(`${address.did} names no server.`);
    return await askFor(address, pds, context);
  } catch (problem) {
    return { state: 'unknown', problem };
  }
}

/** Asks one server for a record. */
export async function askFor(
  address: RecordAddress,
  service: string,
  { outward, signal }: Omit<LookupContext, 'plc'>,
): Promise<Lookup> {
  const { did, collection, rkey } = address;
  const query = { repo: did, collection, rkey };
  try {
    const answer = await xrpc(outward, {
      service,
      method: 'com.atproto.repo.getRecord',
      query,
      signal,
      timeoutMs: TIMEOUT_MS,
    });
    const { cid, value } = answer;
    if (typeof cid !== 'string') throw new Error(`${service} gave no revision of ${recordUri(address)}.`);
    return { state: 'found', cid, record: value };
  } catch (problem) {
    return isNotFound(problem) ? { state: 'gone' } : { state: 'unknown', problem };
  }
}

/** Strings of the record's reply, as strong references. */
export function threadOf(record: unknown): { root?: { uri: string; cid: string }; parentUri?: string } {
  const reply = shapeOf(shapeOf(record)['reply']);
  const { uri, cid } = shapeOf(reply['root']);
  const parentUri = shapeOf(reply['parent'])['uri'];
  return {
    ...(typeof uri === 'string' && typeof cid === 'string' && { root: { uri, cid } }),
    ...(typeof parentUri === 'string' && { parentUri }),
  };
}

function isNotFound(problem: unknown): boolean {
  if (!(problem instanceof XrpcError) || problem.status >= 500) return false;
  if (problem.error === 'RecordNotFound' || CLOSED.has(problem.error)) return true;
  return problem.error === 'InvalidRequest' && /^Could not (?:locate record|find repo)/.test(problem.message);
}

/** A server that does not keep the account cannot know what became of its records. */
async function keepsAccount(
  service: string,
  did: string,
  { outward, signal }: LookupContext,
): Promise<boolean> {
  const call = {
    service,
    method: 'com.atproto.repo.describeRepo',
    query: { repo: did },
    signal,
    timeoutMs: TIMEOUT_MS,
  };
  return xrpc(outward, call).then(
    ({ did: kept }) => kept === did,
    () => false,
  );
}
