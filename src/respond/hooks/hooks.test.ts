import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { registerHookTypes, registerWebhookSender } from '#platform/webhooks/index.ts';
import { changeConversations, followConversations, tellFollowers } from '#respond/inbox/index.ts';
import { openCompany, say, under, uri } from '../inbox/testing/company.ts';
import { conversationHookTypes, hooksFeature } from './index.ts';

const company = await openCompany();
const { app } = company;
after(() => company.close());
registerHookTypes(app, conversationHookTypes);
registerWebhookSender(app);
hooksFeature.subscribe!(app);

interface Told {
  type: string;
  data: { conversation: Record<string, unknown>; by?: string; before?: object; after?: object };
}

async function told(): Promise<Told[]> {
  while (await tellFollowers(app));
  const rows = await app.db.query<{ body: string }>(
    `select payload ->> 'body' as body from outbox_rows where channel = 'webhook.endpoint' order by id`,
  );
  await app.db.query('delete from outbox_rows');
  return rows.map(({ body }) => JSON.parse(body) as Told);
}

test('webhooks hear what happens to a conversation, once, in order, with what the API says of it', async () => {
  const ana = await company.agent('Ana');
  await company.hear(say('did:plc:early', '1', 'acme before anybody listens'));
  assert.deepEqual(await told(), []);
  await app.db.query(
    `insert into webhook_endpoints (id, name, url, types, secret) values ('hook_1', 'Shop', 'https://shop.example', '{*}', 'x')`,
  );
  await company.hear(say('did:plc:maya', '1', 'acme, you charged me twice', { minutesAgo: 20 }));
  await company.hear(
    say('did:plc:maya', '2', 'acme?', { minutesAgo: 10, ...under(uri('did:plc:maya', '1')) }),
  );
  const [opened, received, ...rest] = await told();
  assert.deepEqual(
    [opened!.type, received!.type, rest.length],
    ['conversation.opened', 'conversation.received', 0],
  );
  const { conversation } = received!.data;
  assert.deepEqual(
    [conversation['excerpt'], conversation['status'], conversation['postCount']],
    ['acme?', 'open', 2],
  );
  const id = String(conversation['id']);
  assert.ok(String(conversation['url']).endsWith(`/inbox/${id}`));

  await changeConversations(app, ana, [id], { assigneeId: ana.id, addLabels: ['refund'] });
  const [changed] = await told();
  assert.deepEqual(
    [changed!.type, changed!.data.by, changed!.data.before, changed!.data.after],
    [
      'conversation.changed',
      ana.id,
      { assigneeId: null, labels: [] },
      { assigneeId: ana.id, labels: ['refund'] },
    ],
  );

  await company.hear({
    type: 'delete',
    origin: 'bluesky',
    externalId: 'did:plc:maya',
    scope: 'author',
    version: Date.now() * 1000,
  });
  assert.deepEqual(
    (await told()).map(({ type, data }) => [type, data]),
    [['conversation.gone', { conversation: { id } }]],
    'nothing of what was deleted is told',
  );
  assert.throws(() => followConversations(app, { name: 'respond/hooks', handle: async () => undefined }));
});
