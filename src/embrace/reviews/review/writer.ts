import type { Actor, App } from '#platform/app/index.ts';
import type { Member } from '#people/members/index.ts';
import { memberDoer } from '#embrace/forum/index.ts';
import { type Incentive, mailKey } from '../domain.ts';

/** Whoever writes a review. */
export interface Writer {
  /** `mem_…`, or `buyer:…` for who came by a link. */
  id: string;
  memberId: string | null;
  /** Of his proven address. */
  buyerHash: string | null;
  name: string;
  actor: Actor;
  /** He has a link that we sent to a buyer. */
  isInvited: boolean;
  /** What the link says that he got. */
  incentive: Incentive;
}

/** A member; his address counts only when it was proven. */
export function memberWriter(
  app: App,
  member: Pick<Member, 'id' | 'displayName' | 'mail' | 'mailVerifiedAt'>,
  address?: string,
): Writer {
  const { id, displayName, mail, mailVerifiedAt } = member;
  return {
    id,
    memberId: id,
    buyerHash: mail !== null && mailVerifiedAt !== null ? app.secrets.hash(mailKey(mail)) : null,
    name: displayName,
    actor: memberDoer(member, address).actor,
    isInvited: false,
    incentive: 'none',
  };
}

/** Somebody without an account, by the link of an invitation. */
export function buyerWriter(
  invitation: { id: string; buyerHash: string | null; incentive: Incentive },
  name: string,
  address?: string,
): Writer {
  const id = `buyer:${invitation.buyerHash?.slice(0, 32) ?? invitation.id}`;
  return {
    id,
    memberId: null,
    buyerHash: invitation.buyerHash,
    name,
    actor: memberDoer({ id, displayName: name }, address).actor,
    isInvited: true,
    incentive: invitation.incentive,
  };
}
