import { matcherPort, ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { outboxFeature } from '#platform/outbox/index.ts';
import { brandFeature } from '#people/brand/index.ts';
import { noticesFeature } from '#people/notices/index.ts';
import { teamsFeature } from '#people/teams/index.ts';
import { connectAccount } from '#people/brand/service/accounts.ts';
import { type App, type Role, systemActor } from '#platform/app/index.ts';
import { inboxFeature, inboxObserver } from '#respond/inbox/index.ts';
import { repliesFeature } from '#respond/replies/index.ts';
import type { Browser } from '../../../../test/helpers/browser.ts';
import { createTestServer } from '../../../../test/helpers/server.ts';
import { BRAND, say, under, uri } from '../../inbox/testing/company.ts';
import { FakeReplies } from '../../replies/testing/fake-replies.ts';
import { addApprovalPages, approvalsFeature } from '../index.ts';
import { wireApprovals } from './wire.ts';

type Json = ReturnType<typeof JSON.parse>;

/** A server with an inbox in which replies can wait, a lead and an agent; nothing leaves but what the test lets go. */
export async function serveDesk(config: { smtpUrl?: string } = {}, more: readonly Feature[] = []) {
  const features = [
    outboxFeature,
    brandFeature,
    teamsFeature,
    noticesFeature,
    inboxFeature,
    repliesFeature,
    approvalsFeature,
    ...more,
  ];
  const made = await createTestServer(
    features,
    { mailFrom: 'care@acme.example', ...config },
    addApprovalPages,
  );
  const network = new FakeReplies();
  wireUp(made.app, network);
  return deskOf(made, network);
}

/** A lead and an agent of a server that is there, whose replies leave by this network. */
export async function deskOf<
  M extends { app: App; staff(role: Role): Promise<Browser & { userId: string }> },
>(made: M, network: FakeReplies) {
  const { app } = made;
  const input = { network: 'bluesky', identifier: 'acme.example', password: 'secret' };
  const { id: accountId } = await connectAccount(app, systemActor, input);
  const [lead, agent] = [await made.staff('manager'), await made.staff('agent')];
  let count = 0;
  return {
    ...made,
    network,
    accountId,
    lead,
    agent,
    /** A customer writes, a stranger too, and the agent answers over HTTP. */
    async ask(text: string, more: object = {}) {
      const author = `did:plc:h${count++}`;
      const stranger = say(`did:plc:x${count}`, '2', 'me too', { minutesAgo: 5, ...under(uri(author, '1')) });
      await takeIn(app, { sourceId: null, items: [say(author, '1', `acme? ${count}`), stranger] });
      const { items } = (await agent.get('/api/v1/inbox?status=any&sort=newest')).body as Json;
      const row = items.find((one: Json) => one.author.externalId === author);
      const { thread } = (await agent.get(`/api/v1/inbox/${row.id}`)).body as Json;
      const { id: postId } = thread.find((one: Json) => one.author.externalId === author);
      const wish = {
        text,
        postId,
        accountId,
        idempotencyKey: `http-${count}-key`,
        isConfirmed: true,
        ...more,
      };
      const { status, body } = await agent.post(`/api/v1/inbox/${row.id}/replies`, wish);
      const found = (await agent.get(`/api/v1/inbox/${row.id}/approvals`)).body as Json;
      return { status, reply: body as Json, conversationId: row.id as string, approval: found.items[0] };
    },
  };
}

function wireUp(app: App, network: FakeReplies): void {
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set([BRAND]) });
  app.provide(postObserverPort, inboxObserver);
  wireApprovals(app, network);
}

/** Sends a form as a browser without scripts does. */
export function formOf(fields: Record<string, string>) {
  const boundary = 'formboundary';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${parts.join('')}--${boundary}--\r\n`,
  };
}
