import type { FastifyReply, FastifyRequest } from 'fastify';
import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import { forgiveAttempts, networkOf, spendAttempts } from '#people/sessions/index.ts';
import { guessLimits } from '../domain/limits.ts';
import type { Member, SignedIn } from '../domain/member.ts';
import { readName } from '../domain/names.ts';
import { transportsShape, readAnswer, readNewKey } from '../domain/passkey.ts';
import { memberErrors } from '../errors.ts';
import { beginAttempt, endAttempt } from '../providers/attempts.ts';
import { lockMember } from '../store/identities.ts';
import { findMembers } from '../store/members.ts';
import { findPasskey, insertPasskey, renamePasskey, selectPasskeys, usePasskey } from '../store/passkeys.ts';
import { enter } from './arrive.ts';
import { type Arrival, memberActor } from './current.ts';
import { COMMUNITY, readCommunity } from './settings.ts';
import { noteNewWay } from './ways.ts';
import { audit } from '#platform/audit/index.ts';

/** Three hundred modules, which are loaded when somebody first uses a passkey. */
const loadWebauthn = () => import('@simplewebauthn/server');

const MOST = 20;
export const PASSKEY = 'passkey';

interface Asked {
  app: App;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What a browser needs to sign in with a passkey; which one, it knows itself. */
export async function askForPasskey({ app, request, reply }: Asked): Promise<object> {
  await refuseClosed(app);
  const webauthn = await loadWebauthn();
  const options = await webauthn.generateAuthenticationOptions({
    rpID: partyOf(app).id,
    userVerification: 'required',
  });
  const attempt = { providerId: null, memberId: null, back: '/', kept: {}, secret: options.challenge };
  await beginAttempt(app, request, reply, attempt);
  return options;
}

/** Signs in with what the browser answered. Throws `member.passkey_wrong`, `member.way_over`, `member.suspended`. */
export async function enterByPasskey(
  app: App,
  request: FastifyRequest,
  text: string,
  from: Arrival,
): Promise<string> {
  await refuseClosed(app);
  const limits = guessLimits(networkOf(from.address));
  await spendAttempts(app, limits);
  const answer = readAnswer(text);
  if (!answer) throw memberErrors('member.passkey_wrong');
  const attempt = await endAttempt(app, request, answer.challenge);
  const key = await findPasskey(app, answer.response.id);
  if (!key || attempt.memberId !== null || attempt.providerId !== null)
    throw memberErrors('member.passkey_wrong');
  const party = partyOf(app);
  const webauthn = await loadWebauthn();
  const proven = await webauthn
    .verifyAuthenticationResponse({
      response: answer.response,
      expectedChallenge: answer.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: key.credentialId,
        publicKey: new Uint8Array(key.publicKey),
        counter: key.counter,
      },
    })
    .catch((error: unknown) => refuse(app, error));
  if (!proven.verified) throw memberErrors('member.passkey_wrong');
  const token = await app.db.transaction(async () => {
    if (!(await usePasskey(app, key.id, proven.authenticationInfo.newCounter)))
      throw memberErrors('member.passkey_wrong');
    const [member] = await findMembers(app, [key.memberId]);
    if (!member) throw memberErrors('member.passkey_wrong');
    return enter(app, member, { provider: PASSKEY }, from);
  });
  await forgiveAttempts(app, limits);
  return token;
}

/** What a browser needs to make a new passkey for a member. */
export async function askForNewPasskey({ app, request, reply }: Asked, member: SignedIn): Promise<object> {
  await refuseClosed(app);
  const [{ name }, keys] = await Promise.all([readCommunity(app), selectPasskeys(app, member.id)]);
  const webauthn = await loadWebauthn();
  const options = await webauthn.generateRegistrationOptions({
    rpName: name,
    rpID: partyOf(app).id,
    userName: member.handle,
    userDisplayName: member.displayName,
    userID: new TextEncoder().encode(member.id),
    attestationType: 'none',
    excludeCredentials: keys.map(({ credentialId: id, transports }) => ({
      id,
      transports: transportsShape.parse(transports),
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const attempt = { providerId: null, memberId: member.id, back: '/', kept: {}, secret: options.challenge };
  await beginAttempt(app, request, reply, attempt);
  return options;
}

/** Keeps a new passkey with a name. Throws `member.passkey_wrong`, `member.passkeys_many`, `member.way_over`. */
export async function addPasskey(
  app: App,
  request: FastifyRequest,
  member: SignedIn,
  given: { answer: string; name: string },
): Promise<void> {
  await refuseClosed(app);
  const answer = readNewKey(given.answer);
  if (!answer) throw memberErrors('member.passkey_wrong');
  const attempt = await endAttempt(app, request, answer.challenge);
  if (attempt.memberId !== member.id) throw memberErrors('member.way_over');
  const party = partyOf(app);
  const webauthn = await loadWebauthn();
  const proven = await webauthn
    .verifyRegistrationResponse({
      response: answer.response,
      expectedChallenge: answer.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    })
    .catch((error: unknown) => refuse(app, error));
  if (!proven.verified) throw memberErrors('member.passkey_wrong');
  const { credential, credentialBackedUp: isSynced } = proven.registrationInfo;
  await app.db.transaction(async () => {
    await lockMember(app, member.id);
    const count = (await selectPasskeys(app, member.id)).length;
    if (count >= MOST) throw memberErrors('member.passkeys_many', { most: MOST });
    const name = readName(given.name) ?? `Passkey ${count + 1}`;
    const isNew = await insertPasskey(app, {
      id: newId('mkey'),
      memberId: member.id,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: answer.response.response.transports ?? [],
      name,
      isSynced,
    });
    if (!isNew) throw memberErrors('member.passkey_wrong');
    await noteNewWay(app, member, { key: PASSKEY, name: `Passkey “${name}”`, address: request.ip });
  });
}

/** Names a passkey. Throws `member.name_invalid`, `member.way_unknown`. */
export async function namePasskey(app: App, member: Member, id: string, name: string): Promise<void> {
  const read = readName(name);
  if (read === undefined) throw memberErrors('member.name_invalid');
  await app.db.transaction(async () => {
    const isKnown = (await selectPasskeys(app, member.id)).some((key) => key.id === id);
    if (!isKnown || !(await renamePasskey(app, member.id, id, read)))
      throw memberErrors('member.way_unknown');
    await audit(app, memberActor(member), { action: 'member.passkey_named', subject: member.id });
  });
}

async function refuseClosed(app: App): Promise<void> {
  if (!(await readCommunity(app)).ways.passkey) throw memberErrors('member.way_closed');
}

function refuse(app: App, error: unknown): never {
  app.log.info({ reason: messageOf(error).slice(0, 300) }, 'a passkey was refused');
  throw memberErrors('member.passkey_wrong', {}, error);
}

/** Passkeys belong to the host at which members sign in. */
function partyOf(app: App): { id: string; origin: string } {
  const { hostname, origin } = new URL(originOf(app, COMMUNITY));
  return { id: hostname, origin };
}
