import { z } from 'zod';
import { idOf, pageOf, pageQuery, route, type Route } from '#platform/http/index.ts';
import { discardHeld, holdAgain, listHeld, sendHeld } from './held.ts';
import {
  decidedShape,
  heldIds,
  heldShape,
  suspensionInput,
  suspensionShape,
  suspensionsShape,
  type SuspensionView,
} from './schema.ts';
import type { SuspensionRow } from './suspension-store.ts';
import { listSuspensions, listTargets, resume, suspend } from './suspensions.ts';

export const outboxRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/outbox/suspensions',
    permission: 'signed-in',
    summary: 'What is suspended at the moment and was lately, and what can be',
    response: suspensionsShape,
    handler: async ({ app }) => ({
      items: (await listSuspensions(app)).map(shown),
      targets: [...(await listTargets(app))],
    }),
  }),
  route({
    method: 'POST',
    url: '/outbox/suspensions',
    permission: 'outbox.switch',
    summary: 'Suspend everything outgoing, or a part of it',
    description:
      'Everybody sees the reason. What is on its way is finished; what falls due is held, and leaves only when somebody decides it, also after the suspension has ended.',
    body: suspensionInput,
    response: suspensionShape,
    status: 201,
    handler: async ({ app, actor, body }) => shown(await suspend(app, actor, body)),
  }),
  route({
    method: 'POST',
    url: '/outbox/suspensions/:id/end',
    permission: 'outbox.switch',
    summary: 'End a suspension; what it held stays held',
    params: z.object({ id: idOf('susp') }),
    response: suspensionShape,
    handler: async ({ app, actor, params }) => shown(await resume(app, actor, params.id)),
  }),
  route({
    method: 'GET',
    url: '/outbox/held',
    permission: 'outbox.read',
    summary: 'What fell due while it was suspended, oldest first',
    query: pageQuery,
    response: pageOf(heldShape),
    handler: async ({ app, query }) => {
      const { items, ...page } = await listHeld(app, query);
      return { ...page, items: items.map((item) => ({ ...item, dueAt: item.dueAt.toISOString() })) };
    },
  }),
  route({
    method: 'POST',
    url: '/outbox/held/send',
    permission: 'outbox.decide',
    summary: 'Let held messages leave now, all or none',
    body: heldIds,
    response: decidedShape,
    handler: async ({ app, actor, body }) => ({ count: (await sendHeld(app, actor, body.ids)).length }),
  }),
  route({
    method: 'POST',
    url: '/outbox/held/discard',
    permission: 'outbox.decide',
    summary: 'Give held messages up, all or none',
    body: heldIds,
    response: decidedShape,
    handler: async ({ app, actor, body }) => ({ count: (await discardHeld(app, actor, body.ids)).length }),
  }),
  route({
    method: 'POST',
    url: '/outbox/held/restore',
    permission: 'outbox.decide',
    summary: 'Take a giving-up back: they are held again',
    body: heldIds,
    response: decidedShape,
    handler: async ({ app, actor, body }) => ({ count: (await holdAgain(app, actor, body.ids)).length }),
  }),
];

function shown(row: SuspensionRow): SuspensionView {
  return { ...row, startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null };
}
