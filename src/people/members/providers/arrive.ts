import type { App } from '#platform/app/index.ts';
import type { Member } from '../domain/member.ts';
import { memberErrors } from '../errors.ts';
import { enter, keepIdentity, keepProof, memberBehind } from '../service/arrive.ts';
import type { Arrival } from '../service/current.ts';
import { noteNewWay } from '../service/ways.ts';
import { findIdentity } from '../store/identities.ts';
import type { Proof } from '../store/tickets.ts';
import type { Attempt } from './attempts.ts';
import { textIn } from './fields.ts';
import type { Provider, Said } from './schema.ts';

export type Outcome =
  /** What the browser is to keep. */
  | { kind: 'entered'; token: string }
  | { kind: 'connected' }
  /** Somebody new: he chooses a name, or signs in first. */
  | { kind: 'new'; ticket: string };

/**
 * What follows from what a provider says of somebody. A known identity signs in. An address that the provider calls proven does so only
 * where the provider is trusted for mails. Who was signed in when he began connects, if he still is. Everybody else gets a ticket.
 * Throws `member.identity_taken`, `member.suspended`, `member.way_over`.
 */
export async function arriveFrom(
  app: App,
  provider: Provider,
  said: Said,
  attempt: Attempt,
  from: Arrival,
): Promise<Outcome> {
  const { before: signedIn, address } = from;
  if (textIn(said, 'subject') !== said.subject)
    throw memberErrors('member.way_refused', { provider: provider.name });
  const proof = proofOf(provider, said, attempt.browserHash);
  if (attempt.memberId !== null) {
    if (signedIn?.id !== attempt.memberId) throw memberErrors('member.way_over');
    await connect(app, signedIn, proof, { name: provider.name, address });
    return { kind: 'connected' };
  }
  return app.db.transaction(async (): Promise<Outcome> => {
    const member = await memberBehind(app, proof);
    if (!member) return { kind: 'new', ticket: await keepProof(app, proof, attempt.back) };
    const isNew = (await findIdentity(app, provider.id, said.subject)) === undefined;
    const token = await enter(app, member, proof, from);
    if (isNew) await noteNewWay(app, member, { key: provider.id, name: provider.name, address });
    return { kind: 'entered', token };
  });
}

/** Makes an identity elsewhere a member's. Throws `member.identity_taken` where it is another's. */
export async function connect(
  app: App,
  member: Member,
  proof: Proof,
  way: { name: string; address: string },
): Promise<void> {
  const { provider: key, subject } = proof;
  if (key === undefined || subject === undefined) throw memberErrors('member.way_over');
  await app.db.transaction(async () => {
    if (!(await keepIdentity(app, proof, member.id))) throw memberErrors('member.identity_taken');
    await noteNewWay(app, member, { key, ...way });
  });
}

function proofOf(provider: Provider, said: Said, browser: string): Proof {
  const { subject, mail, name, handle } = said;
  return {
    provider: provider.id,
    subject,
    // What is no address is not kept as one.
    mail: mail !== undefined && /^[^\s@]+@[^\s@]+$/.test(mail) ? mail : undefined,
    isMailVerified: said.isMailVerified && provider.trustsMail,
    name,
    handle,
    browser,
    there: said.there,
  };
}
