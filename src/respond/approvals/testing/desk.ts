import type { Actor, App } from '#platform/app/index.ts';
import { Dispatcher } from '#platform/outbox/index.ts';
import { connectAccount } from '#people/brand/service/accounts.ts';
import { listInbox, readConversation } from '#respond/inbox/index.ts';
import { queueReply, readReply, type ReplyWish } from '#respond/replies/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { type Company, openCompany, say } from '../../inbox/testing/company.ts';
import { FakeReplies } from '../../replies/testing/fake-replies.ts';
import { approve, askForChange, reject, suggest } from '../service/decide.ts';
import { saveApprovalSettings } from '../index.ts';
import { passHold, wireApprovals } from './wire.ts';
import { readApproval } from '../service/present.ts';
import { voterOf } from '../service/state.ts';
import { selectOfReply } from '../store/approvals.ts';
import { policyInput, type PolicyInput, type Settings, settingsShape } from '../schema.ts';

/** A policy that is on for replies with these words. */
export const policyFor = (
  name: string,
  words: string,
  steps: PolicyInput['terms']['steps'],
  more = {},
): PolicyInput =>
  policyInput.parse({
    name,
    isOn: true,
    condition: { version: 1, when: { fact: 'reply.words', op: 'matches', value: words } },
    terms: { steps, ...more },
  });

/** A company whose replies wait: an owner, two leads, two agents, and a network that keeps what it is sent. */
export async function openDesk() {
  const company: Company = await openCompany();
  const { app } = company;
  const network = new FakeReplies();
  const owner = await company.agent('Olga', 'owner');
  const [lea, max] = [await company.agent('Lea', 'manager'), await company.agent('Max', 'manager')];
  const [ana, ben] = [await company.agent('Ana'), await company.agent('Ben')];
  wireApprovals(app, network);
  const input = { network: 'bluesky', identifier: 'acme.example', password: 'secret' };
  const { id: accountId } = await connectAccount(app, owner, input);
  const stopping = new AbortController();
  const limits = { maxAttempts: 4, maxChecks: 2, retryMs: 10, maxAgeMs: 1e9 };
  const dispatcher = new Dispatcher(app, stopping.signal, { pollMs: 50, limits });
  return {
    app,
    company,
    network,
    owner,
    lea,
    max,
    ana,
    ben,
    accountId,
    ask: asker(company, owner, accountId),
    ...deciding(app, lea),
    async settings({ trustsKnown = false, ...rest }: Partial<Settings> & { trustsKnown?: boolean }) {
      await saveApprovalSettings(app, owner, { ...settingsShape.parse(rest), trustsKnown });
    },
    /** Titles of what somebody is told, as long as it is open. */
    async notices(userId: string) {
      const rows = await app.db.query<{ title: string }>(
        'select title from notices where audience = $1 and resolved_at is null order by id',
        [userId],
      );
      return rows.map(({ title }) => title);
    },
    /** How many replies with this text stand on the network. */
    stands: (text: string) =>
      [...network.standing.values()].filter(({ reply }) => reply.text === text).length,
    async reaches(replyId: string, state: string) {
      await passHold(app);
      await until(`reply is ${state}`, async () => (await readReply(app, replyId)).state === state);
    },
    async close() {
      stopping.abort();
      await dispatcher.stopped();
      await company.close();
    },
  };
}

/** Somebody writes to us, and one of us answers. */
function asker({ app, hear }: Company, owner: Actor, accountId: string) {
  let count = 0;
  return async (actor: Actor, text: string, more: Partial<ReplyWish> = {}) => {
    const author = `did:plc:w${count++}`;
    await hear(say(author, '1', 'acme?'));
    const { items } = await listInbox(app, owner, { status: 'any', sort: 'newest', limit: 200 });
    const { id } = items.find((row) => row.author.externalId === author)!;
    const detail = () => readConversation(app, actor, id);
    const postId = (await detail()).thread.at(-1)!.id;
    const wish = { text, postId, accountId, idempotencyKey: `key-${count++}`, ...more };
    const reply = await queueReply(app, actor, id, { thenStatus: 'waiting', isConfirmed: true, ...wish });
    const approvalId = (await selectOfReply(app, reply.id))?.id;
    return { conversationId: id, author, reply, approvalId: approvalId!, detail, postId };
  };
}

/** What people say who see how it stands now. */
function deciding(app: App, lea: Actor) {
  const seen = async (id: string, variant = 0) => {
    const { round, step, offered, chosen } = await readApproval(app, lea, id);
    return { round, step, hash: chosen ?? offered[variant]!.hash };
  };
  return {
    seen,
    view: (id: string, actor: Actor = lea) => readApproval(app, actor, id),
    approve: async (actor: Actor, id: string, variant = 0) =>
      approve(app, voterOf(actor), id, await seen(id, variant)),
    reject: async (actor: Actor, id: string, reason: string) =>
      reject(app, voterOf(actor), id, { ...(await seen(id)), reason }),
    askForChange: async (actor: Actor, id: string, note: string) =>
      askForChange(app, voterOf(actor), id, { ...(await seen(id)), note }),
    suggest: async (actor: Actor, id: string, text: string) =>
      suggest(app, voterOf(actor), id, { ...(await seen(id)), text, note: null }),
  };
}
