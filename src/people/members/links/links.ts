import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { accountKey, readAccounts, rememberAccounts } from '#people/accounts/index.ts';
import { accountsOfPersons, splitAccount } from '#people/persons/index.ts';
import { networkOf, spendAttempts } from '#people/sessions/index.ts';
import { guessLimits } from '../domain/limits.ts';
import type { Member } from '../domain/member.ts';
import { memberErrors } from '../errors.ts';
import { memberActor } from '../service/current.ts';
import { lockMember } from '../store/identities.ts';
import { joinAccounts } from './join.ts';
import { type HandleProof, handleProofsPort } from './ports.ts';
import { deleteCode, deleteEnded, type HandleCode, insertEnded, selectCodes, upsertCode } from './store.ts';

const MOST_CODES = 5;

export interface Link {
  accountId: string;
  network: string;
  name: string;
}

export interface Links {
  links: Link[];
  codes: HandleCode[];
  /** Networks on which a handle can be proven. */
  networks: { network: string; name: string }[];
}

/** What is joined with a member, and what he can prove besides. */
export async function readLinks(app: App, member: Member): Promise<Links> {
  const [ids, codes] = await Promise.all([othersOf(app, member), selectCodes(app, member.id)]);
  const accounts = await readAccounts(app, ids);
  const links = ids.flatMap((id): Link[] => {
    const account = accounts.get(id);
    if (!account) return [];
    const { network, handle, displayName, externalId } = account;
    return [{ accountId: id, network, name: handle ?? displayName ?? externalId }];
  });
  const networks = proofs(app).map(({ network, name }) => ({ network, name }));
  return { links, codes, networks };
}

async function othersOf(app: App, { accountId }: Member): Promise<readonly string[]> {
  if (accountId === null) return [];
  const all = (await accountsOfPersons(app, [accountId])).get(accountId) ?? [];
  return all.filter((id) => id !== accountId);
}

/** Takes an account apart from a member; what joined it does not join it again. Throws `member.link_unknown`. */
export async function endLink(app: App, member: Member, accountId: string): Promise<void> {
  await app.db.transaction(async () => {
    await lockMember(app, member.id);
    if (!(await othersOf(app, member)).includes(accountId)) throw memberErrors('member.link_unknown');
    await insertEnded(app, member.id, accountId);
    await splitAccount(
      app,
      memberActor(member),
      accountId,
      'The member says that it is not his, or shall not be known as his.',
    );
    await audit(app, memberActor(member), {
      action: 'member.link_ended',
      subject: member.id,
      detail: { accountId },
    });
  });
}

const proofs = (app: App): readonly HandleProof[] => app.find(handleProofsPort) ?? [];

function proofOf(app: App, network: string, typed: string): { proof: HandleProof; handle: string } {
  const proof = proofs(app).find((one) => one.network === network);
  const handle = proof?.read(typed);
  if (!proof || handle === undefined) throw memberErrors('member.handle_elsewhere');
  return { proof, handle };
}

/** Gives a member a code to write from a handle. Throws `member.handle_elsewhere`, `member.codes_many`. */
export async function askForHandle(
  app: App,
  member: Member,
  asked: { network: string; handle: string },
): Promise<void> {
  const { handle } = proofOf(app, asked.network, asked.handle);
  await app.db.transaction(async () => {
    await lockMember(app, member.id);
    const codes = await selectCodes(app, member.id);
    const isNew = codes.every((one) => one.network !== asked.network || one.handle !== handle);
    if (isNew && codes.length >= MOST_CODES) throw memberErrors('member.codes_many');
    await upsertCode(app, member.id, { network: asked.network, handle, code: `rapport-${newSecret(9)}` });
    await audit(app, memberActor(member), { action: 'member.handle_asked', subject: member.id });
  });
}

/** Joins a member with who has a handle, if the code is there. Throws `member.handle_unproven`, `member.handle_unreachable`. */
export async function proveHandle(
  app: App,
  member: Member,
  asked: { network: string; handle: string; address: string },
): Promise<void> {
  const { proof, handle } = proofOf(app, asked.network, asked.handle);
  const known = (await selectCodes(app, member.id)).find(
    (one) => one.network === asked.network && one.handle === handle,
  );
  if (!known || member.accountId === null) throw memberErrors('member.handle_unproven');
  await spendAttempts(app, guessLimits(networkOf(asked.address), member.id));
  const author = await proof.prove(app, handle, known.code).catch((error: unknown) => {
    throw memberErrors('member.handle_unreachable', {}, error);
  });
  if (!author) throw memberErrors('member.handle_unproven');
  const own = member.accountId;
  await app.db.transaction(async () => {
    await lockMember(app, member.id);
    // It proves once, and nothing where he took it back while the network was asked.
    if (!(await deleteCode(app, member.id, known))) throw memberErrors('member.handle_unproven');
    const ids = await rememberAccounts(app, [{ network: asked.network, author }]);
    const other = ids.get(accountKey(asked.network, author.externalId))!;
    await deleteEnded(app, member.id, other);
    await joinAccounts(app, own, other, { kind: 'handle-verified', value: handle });
    await audit(app, memberActor(member), {
      action: 'member.handle_proven',
      subject: member.id,
      detail: { network: asked.network, accountId: other },
    });
  });
}

/** Takes a code back that a member does not want to write any more. */
export async function forgetCode(app: App, member: Member, network: string, handle: string): Promise<void> {
  const known = (await selectCodes(app, member.id)).find(
    (one) => one.network === network && one.handle === handle,
  );
  if (!known) return;
  await app.db.transaction(async () => {
    if (await deleteCode(app, member.id, known))
      await audit(app, memberActor(member), { action: 'member.handle_forgotten', subject: member.id });
  });
}
