import { z } from 'zod';
import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '../doer.ts';
import { forumErrors } from '../errors.ts';
import {
  groupPath,
  type GroupRow,
  listGroups,
  listSeats,
  removeGroup,
  saveGroup,
  seatMember,
} from './groups.ts';
import { groupId, groupInput, groupShape, seatShape, wishInput } from './schema.ts';

const ofGroup = z.object({ id: groupId });

const present = (app: App, { id, slug, name, text, kind, members }: GroupRow) => ({
  id,
  slug,
  name,
  text,
  kind,
  members,
  url: addressOf(app, groupPath(slug)),
});

/** Groups of members, hidden ones as well: colleagues keep order everywhere. */
export const groupRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/forum/groups',
    permission: 'community.read',
    summary: 'Groups of the community',
    response: z.object({ items: z.array(groupShape) }),
    handler: async ({ app, actor }) => ({
      items: (await listGroups(app, staffDoer(actor))).map((row) => present(app, row)),
    }),
  }),
  route({
    method: 'POST',
    url: '/forum/groups',
    permission: 'community.manage',
    summary: 'Add a group',
    body: groupInput,
    response: groupShape,
    status: 201,
    handler: async ({ app, actor, body }) => present(app, await saveGroup(app, actor, body)),
  }),
  route({
    method: 'PUT',
    url: '/forum/groups/:id',
    permission: 'community.manage',
    summary: 'Change a group',
    params: ofGroup,
    body: groupInput,
    response: groupShape,
    handler: async ({ app, actor, params, body }) =>
      present(app, await saveGroup(app, actor, body, params.id)),
  }),
  route({
    method: 'DELETE',
    url: '/forum/groups/:id',
    permission: 'community.manage',
    summary: 'Remove a group that has no categories',
    params: ofGroup,
    handler: ({ app, actor, params }) => removeGroup(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/forum/groups/:id/members',
    permission: 'community.read',
    summary: 'Who is in a group, asked for it or was invited: moderators and those who wait first',
    params: ofGroup,
    response: z.object({ items: z.array(seatShape) }),
    handler: async ({ app, actor, params }) => {
      const doer = staffDoer(actor);
      const group = (await listGroups(app, doer)).find(({ id }) => id === params.id);
      if (!group) throw forumErrors('forum.no_group', { id: params.id });
      const seats = await listSeats(app, doer, group);
      return {
        items: seats.map(({ member, state, role, at }) => ({
          member: { id: member.id, handle: member.handle, name: member.displayName },
          state,
          role,
          at: at.toISOString(),
        })),
      };
    },
  }),
  route({
    method: 'PUT',
    url: '/forum/groups/:id/members',
    permission: 'community.moderate',
    summary: 'Invite somebody into a group, let him in, remove him, or have him keep order there',
    params: ofGroup,
    body: wishInput,
    handler: ({ app, actor, params, body }) => seatMember(app, staffDoer(actor), params.id, body),
  }),
];
