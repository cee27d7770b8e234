import { z } from 'zod';
import { addressOf, originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import type { Member } from './domain/member.ts';
import {
  communityShape,
  communityView,
  memberDetailShape,
  memberId,
  memberShape,
  membersQuery,
  type MemberView,
  noteInput,
  secretShape,
  stateInput,
} from './schema.ts';
import { hasHandOver, renewHandOver } from './service/hand-over.ts';
import { COMMUNITY, readCommunity, saveCommunity } from './service/settings.ts';
import { findMembersFor, readMember, setNote, setState } from './service/staff-side.ts';

const one = z.object({ id: memberId });

export const memberRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/members',
    permission: 'members.read',
    summary: 'Members of the community, the newest first',
    query: membersQuery,
    response: pageOf(memberShape),
    async handler({ app, query }) {
      const { items, ...rest } = await findMembersFor(app, query);
      return { items: items.map((member) => present(app, member)), ...rest };
    },
  }),
  route({
    method: 'GET',
    url: '/members/:id',
    permission: 'members.read',
    summary: 'One member, with the note of colleagues and who he is elsewhere',
    params: one,
    response: memberDetailShape,
    async handler({ app, params }) {
      const { member, note, identities, passkeys } = await readMember(app, params.id);
      const { pronouns, bio, languages } = member;
      return {
        ...present(app, member),
        pronouns,
        bio,
        languages,
        note,
        identities: identities.map(({ provider, subject, label, name, createdAt }) => ({
          provider,
          subject,
          label,
          name,
          createdAt: createdAt.toISOString(),
        })),
        passkeys,
      };
    },
  }),
  route({
    method: 'PUT',
    url: '/members/:id/state',
    permission: 'members.moderate',
    summary: 'Silence or suspend a member with a reason, for a time or for good; or let him speak again',
    params: one,
    body: stateInput,
    handler: ({ app, actor, params, body }) =>
      setState(app, actor, params.id, { ...body, until: body.until === null ? null : new Date(body.until) }),
  }),
  route({
    method: 'PUT',
    url: '/members/:id/note',
    permission: 'members.moderate',
    summary: 'What colleagues should know of a member',
    params: one,
    body: noteInput,
    handler: ({ app, actor, params, body }) => setNote(app, actor, params.id, body.note),
  }),
  route({
    method: 'GET',
    url: '/community/settings',
    permission: 'members.read',
    summary: 'How the community is set up, and whether it is open',
    response: communityView,
    async handler({ app }) {
      const settings = await readCommunity(app);
      const url = addressOf(app, COMMUNITY);
      return { ...settings, url, hasHandOverSecret: await hasHandOver(app) };
    },
  }),
  route({
    method: 'PUT',
    url: '/community/settings',
    permission: 'members.set-up',
    summary: 'Open, close or dress the community',
    body: communityShape,
    handler: ({ app, actor, body }) => saveCommunity(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/community/hand-over-secret',
    permission: 'members.set-up',
    summary: 'Make a new secret with which your own site hands its customers over',
    description: 'Told only in this answer. The secret before holds until the next change.',
    response: secretShape,
    handler: async ({ app, actor }) => ({ secret: await renewHandOver(app, actor) }),
  }),
];

function present(app: App, member: Member): MemberView {
  const { id, handle, displayName, mail, state, stateReason, stateUntil, accountId } = member;
  return {
    id,
    handle,
    displayName,
    mail,
    state,
    stateReason,
    accountId,
    isMailVerified: member.mailVerifiedAt !== null,
    stateUntil: stateUntil?.toISOString() ?? null,
    avatarUrl: member.avatarFileId === null ? null : `${COMMUNITY}/faces/${member.avatarFileId}`,
    url: `${originOf(app, COMMUNITY)}${COMMUNITY}/members/${handle}`,
    createdAt: member.createdAt.toISOString(),
    lastSeenAt: member.lastSeenAt?.toISOString() ?? null,
    eraseAt: member.eraseAt?.toISOString() ?? null,
  };
}
