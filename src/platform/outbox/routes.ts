import { route, type Route } from '#platform/http/index.ts';
import { switchInput, switchShape, type SwitchView } from './schema.ts';
import { readSwitch, setSwitch } from './service.ts';
import type { SwitchRow } from './store.ts';

export const outboxRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/outbox/switch',
    permission: 'signed-in',
    summary: 'Whether anything may leave at the moment',
    response: switchShape,
    handler: async ({ app }) => shown(await readSwitch(app)),
  }),
  route({
    method: 'PUT',
    url: '/outbox/switch',
    permission: 'outbox.switch',
    summary: 'Hold or release everything outgoing',
    description:
      'Holding needs a reason, which everybody sees. What is on its way is finished; the rest waits and leaves when released.',
    body: switchInput,
    response: switchShape,
    handler: async ({ app, actor, body }) => shown(await setSwitch(app, actor, body)),
  }),
];

function shown(row: SwitchRow): SwitchView {
  return { ...row, changedAt: row.changedAt.toISOString() };
}
