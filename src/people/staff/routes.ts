import { z } from 'zod';
import { idOf, route, type Route } from '#platform/http/index.ts';
import { listOf, requireCookies, startSession, type User, userIdShape } from '#people/sessions/index.ts';
import {
  acceptInput,
  invitationInput,
  invitationParams,
  invitationShape,
  lookupQuery,
  lookupShape,
  memberChange,
  memberShape,
  passwordLinkShape,
  sentInvitationShape,
  sessionFactsShape,
} from './schema.ts';
import {
  acceptInvitation,
  invite,
  inviteAgain,
  lookUpInvitation,
  readInvitations,
  type SentInvitation,
  withdrawInvitation,
} from './service/invitations.ts';
import { resetFactorOf } from './service/second-factor.ts';
import { changeStaff, makePasswordLink, readSessionFacts, readStaff } from './service/staff.ts';

export const permissions = {
  'staff.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  'staff.manage': ['owner', 'admin'],
} as const;

const session: Route[] = [
  route({
    method: 'GET',
    url: '/session',
    permission: 'public',
    summary: 'Who you are, what you may do, and what is still to be set up',
    response: sessionFactsShape,
    async handler({ app, actor }) {
      const { user, ...facts } = await readSessionFacts(app, actor);
      if (!user) return { ...facts, user };
      const { lastSeenAt: _seen, createdAt: _created, state: _state, ...shown } = user;
      return { ...facts, user: { ...shown, avatarUrl: null } };
    },
  }),
];

const staff: Route[] = [
  route({
    method: 'GET',
    url: '/staff',
    permission: 'staff.read',
    summary: 'Everybody with an account',
    response: listOf(memberShape),
    handler: async ({ app }) => ({ items: (await readStaff(app)).map(presentMember) }),
  }),
  route({
    method: 'PATCH',
    url: '/staff/:id',
    permission: 'staff.manage',
    summary: "Change somebody's name, role or state",
    description:
      'Disabling ends all sessions and tokens of the person at once. The last owner can neither be demoted nor disabled.',
    params: userIdShape,
    body: memberChange,
    response: memberShape,
    handler: async ({ app, actor, params, body }) =>
      presentMember(await changeStaff(app, actor, params.id, body)),
  }),
  route({
    method: 'POST',
    url: '/staff/:id/password-link',
    permission: 'staff.manage',
    summary: 'Make a link with which somebody chooses a new password, for when they get no mail',
    params: userIdShape,
    response: passwordLinkShape,
    async handler({ app, actor, params }) {
      const { link, expiresAt } = await makePasswordLink(app, actor, params.id);
      return { link, expiresAt: expiresAt.toISOString() };
    },
  }),
];

const factors: Route[] = [
  route({
    method: 'POST',
    url: '/staff/:id/second-factor/reset',
    permission: 'staff.manage',
    summary: 'Switch off the authenticator app of somebody who has lost it',
    description:
      'The password stays as it is. The person is told by notice, and by mail where mail is set up.',
    params: userIdShape,
    response: memberShape,
    handler: async ({ app, actor, params }) => presentMember(await resetFactorOf(app, actor, params.id)),
  }),
];

const invitations: Route[] = [
  route({
    method: 'GET',
    url: '/invitations',
    permission: 'staff.manage',
    summary: 'Open invitations',
    response: listOf(invitationShape),
    handler: async ({ app }) => ({
      items: (await readInvitations(app)).map(({ createdAt, expiresAt, ...rest }) => ({
        ...rest,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      })),
    }),
  }),
  route({
    method: 'POST',
    url: '/invitations',
    permission: 'staff.manage',
    summary: 'Invite somebody; the link in the answer is shown once, and mailed where mail is set up',
    perMinute: 60,
    body: invitationInput,
    response: sentInvitationShape,
    status: 201,
    handler: async ({ app, actor, body }) => presentSent(await invite(app, actor, body)),
  }),
  route({
    method: 'POST',
    url: '/invitations/:id/resend',
    permission: 'staff.manage',
    summary: 'Send an invitation again with a new link; the one before is void',
    perMinute: 60,
    params: invitationParams,
    response: sentInvitationShape,
    handler: async ({ app, actor, params }) => presentSent(await inviteAgain(app, actor, params.id)),
  }),
  route({
    method: 'DELETE',
    url: '/invitations/:id',
    permission: 'staff.manage',
    summary: 'Withdraw an invitation',
    params: invitationParams,
    handler: ({ app, actor, params }) => withdrawInvitation(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/invitations/lookup',
    permission: 'public',
    summary: 'What an invitation link is for',
    perMinute: 60,
    query: lookupQuery,
    response: lookupShape,
    handler: ({ app, query }) => lookUpInvitation(app, query.token),
  }),
  route({
    method: 'POST',
    url: '/invitations/accept',
    permission: 'public',
    summary: 'Make the account that an invitation is for, and sign in',
    perMinute: 20,
    body: acceptInput,
    response: z.object({ id: idOf('user') }),
    status: 201,
    async handler({ app, body, request, reply }) {
      requireCookies(request);
      const user = await acceptInvitation(app, { ...body, address: request.ip });
      await startSession(app, request, reply, { email: user.email, password: body.password });
      return { id: user.id };
    },
  }),
];

export const routes: readonly Route[] = [...session, ...staff, ...factors, ...invitations];

function presentMember({ lastSeenAt, createdAt, ...user }: User): z.input<typeof memberShape> {
  return { ...user, lastSeenAt: lastSeenAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}

function presentSent({ createdAt, expiresAt, ...rest }: SentInvitation): z.input<typeof sentInvitationShape> {
  return { ...rest, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
