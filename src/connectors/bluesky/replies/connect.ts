import { AppError, messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Outward } from '#platform/outward/index.ts';
import type { ConnectedAccount, ConnectInput, OwnAccount } from '../../kit/index.ts';
import { mayMessage } from '../messages/may-message.ts';
import { NETWORK } from '../records/record.ts';
import { blobsOf, contentNetwork, PROFILES } from '../records/addresses.ts';
import { serverAddress } from '../config.ts';
import { blobCid } from '../records/embeds.ts';
import { blueskyErrors } from '../errors.ts';
import { didOfHandle, type Endpoints, readDocument, readIdentity } from '../network/identity.ts';
import { askFor } from '../network/lookup.ts';
import { type Credentials, type Sessions, signIn, tokensOf } from '../network/sessions.ts';
import { filled, isDid, isHandle, type Shape, shapeOf } from '../records/shapes.ts';
import { XrpcError } from '../network/xrpc.ts';

interface ConnectContext {
  outward: Outward;
  log: Logger;
}

/** Signs in with an app password at the account's own server, which is looked up where it is not given. */
export async function connectAccount(
  input: ConnectInput,
  { endpoints, sessions }: { endpoints: Endpoints; sessions: Sessions },
  context: ConnectContext,
): Promise<ConnectedAccount> {
  const identifier = normalise(input.identifier);
  const service = input.service?.trim()
    ? serviceAddress(input.service)
    : await findService(identifier, endpoints, context);
  const answer = await signInOrRefuse(service, identifier, input.password.trim(), context);
  const did = answer['did'];
  if (!isDid(did)) throw refused(`${service} did not say which account it is.`);
  const home = service === endpoints.entryway ? (readDocument(answer['didDoc']).pds ?? service) : service;
  const tokens = tokensOf(answer, { handle: identifier });
  const credentials: Credentials = { service: home, did, password: input.password.trim(), ...tokens };
  const profile = await readProfile(did, home, context);
  const messages = await mayMessage(
    { sessions, chat: endpoints.chat },
    { account: passing(did, tokens.handle, credentials), outward: context.outward },
  );
  return {
    externalId: did,
    handle: tokens.handle,
    credentials,
    ...profile,
    ...(messages && { messages }),
  };
}

/** The account before it is kept, for one call. */
function passing(did: string, handle: string, credentials: Credentials): OwnAccount {
  return {
    id: `new:${did}`,
    network: NETWORK,
    externalId: did,
    handle,
    credentials,
    renewCredentials: async () => credentials,
    reportRefused: async () => undefined,
  };
}

function normalise(identifier: string): string {
  const text = identifier.trim().replace(/^(?:@|at:\/\/|https:\/\/bsky\.app\/profile\/)/, '');
  const name = isHandle(text) ? text.toLowerCase() : text;
  if (name === '' || /\s/.test(name)) throw refused('A handle such as shop.example.com is needed.');
  return name;
}

function serviceAddress(written: string): string {
  try {
    return serverAddress(written, 'http', 'service');
  } catch (error) {
    throw refused(messageOf(error).replace(/^service: /, ''));
  }
}

async function findService(
  identifier: string,
  endpoints: Endpoints,
  context: ConnectContext,
): Promise<string> {
  const did = isDid(identifier)
    ? identifier
    : isHandle(identifier)
      ? await didOfHandle(identifier, [endpoints.appView], context)
      : undefined;
  if (did === undefined) return endpoints.entryway;
  const identity = await readIdentity(did, endpoints.plc, context).catch((error: unknown) => {
    context.log.warn({ did, err: error }, 'The identity could not be read; signing in at the entryway');
    return { pds: undefined };
  });
  return identity.pds ?? endpoints.entryway;
}

async function signInOrRefuse(
  service: string,
  identifier: string,
  password: string,
  { outward }: ConnectContext,
): Promise<Shape> {
  try {
    return await signIn(outward, service, identifier, password);
  } catch (error) {
    if (error instanceof XrpcError) throw refused(reasonOf(error, service), error);
    if (error instanceof AppError && error.code.startsWith('outward.')) throw refused(error.message, error);
    throw error;
  }
}

function reasonOf(error: XrpcError, service: string): string {
  if (error.error === 'AuthFactorTokenRequired') {
    return 'This password asks for a code by mail. Make an app password in the settings of Bluesky and use that.';
  }
  if (error.status === 429) {
    const at = error.resetAt ? ` at ${error.resetAt.toISOString()}` : ' in some minutes';
    return `${service} allows no more sign-ins for now; try again${at}.`;
  }
  if (error.status === 401)
    return `${service} says: ${error.message}. Check the handle and the app password.`;
  return `${service} says: ${error.message}`.replace(/[^.!?]$/, '$&.');
}

/** Name and picture as the account's own server has them; they are decoration, so a failure does not matter. */
async function readProfile(
  did: string,
  service: string,
  context: ConnectContext,
): Promise<Pick<ConnectedAccount, 'displayName' | 'avatarUrl'>> {
  const found = await askFor({ did, collection: PROFILES, rkey: 'self' }, service, context);
  if (found.state !== 'found') return {};
  const { displayName, avatar } = shapeOf(found.record);
  const name = filled(displayName, 640);
  const cid = blobCid(avatar);
  const blobs = /\.bsky\.(?:network|social)$/.test(new URL(service).hostname)
    ? contentNetwork
    : blobsOf(service);
  return {
    ...(name !== undefined && { displayName: name }),
    ...(cid !== undefined && { avatarUrl: blobs.avatar(did, cid) }),
  };
}

function refused(reason: string, cause?: unknown) {
  return blueskyErrors('account.refused', { reason }, cause);
}
