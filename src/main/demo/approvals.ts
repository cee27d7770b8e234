import type { Actor, App } from '#platform/app/index.ts';
import { readAccounts } from '#people/brand/index.ts';
import {
  decideTrust,
  putApprovalPolicy,
  readApprovalPolicies,
  readApprovalSettings,
  removeApprovalPolicy,
  saveApprovalSettings,
  suggestForReply,
} from '#respond/approvals/index.ts';
import { type ConversationRow, listInbox, readConversation } from '#respond/inbox/index.ts';
import { queueReply } from '#respond/replies/index.ts';

const POLICY = 'Large refunds';
const REFUND =
  'Hello {name}, you were charged twice. £240 go back to your card today, and it shows within three days.';
const WAITING: readonly { asks: RegExp; text: string; alternatives?: string[]; note?: string }[] = [
  {
    asks: /no (signal|calls|service|bars)|lost Lumora|died/i,
    text: 'Hi {name}, that sounds awful. Could you send us your postcode in a private message? We look at your mast at once.',
  },
  {
    asks: /claim|compensation|5 GB|still waiting|any news|no answer/i,
    text: 'Hi {name}, sorry! The credit is on its way.',
    alternatives: [
      'Hello {name}, we are sorry for the trouble. We have added a week of credit today; you see it on the next bill.',
      'Dear {name}, please accept our apologies. A credit for one week has been added and will appear on your next bill.',
    ],
    note: 'Which tone fits somebody who is this angry?',
  },
  { asks: /charged|bill/i, text: REFUND },
  { asks: /eSIM|5G|coverage|number/i, text: 'Hi {name}, that will be looked at soon.' },
];

const SUGGESTED = 'Hi {name}, I look this up for you now, and write again with the answer before noon.';

/** A newcomer's replies wait, one with words to choose from and one for which a change is suggested; large refunds need two people. */
export async function askForApprovals(app: App, staff: readonly Actor[]): Promise<void> {
  const lead = staff[0]!;
  const newcomer = staff.findLast(({ role }) => role === 'agent') ?? staff.at(-1)!;
  await saveApprovalSettings(app, lead, {
    ...(await readApprovalSettings(app)),
    isOn: true,
    trustsKnown: false,
  });
  for (const one of staff.filter(({ role, id }) => role === 'agent' && id !== newcomer.id))
    await decideTrust(app, lead, one.id, 'sample', { isTrusted: true, reason: 'Answers well since spring' });
  await putApprovalPolicy(app, lead, {
    name: POLICY,
    isOn: true,
    condition: { version: 1, when: { fact: 'reply.amount', op: 'at-least', value: 100 } },
    terms: {
      steps: [
        { name: 'Team lead', need: 'any', who: [{ kind: 'role', role: 'manager' }] },
        { name: 'Another pair of eyes', need: 'any', who: [{ kind: 'role', role: 'agent' }] },
      ],
      standIn: [],
      expiresMinutes: 1440,
      remindMinutes: 60,
      linkHours: 24,
      linkShows: 'answered',
    },
  });
  await write(app, newcomer, lead);
}

async function write(app: App, author: Actor, lead: Actor): Promise<void> {
  const account = (await readAccounts(app)).find(({ network }) => network === 'sample');
  const { items } = await listInbox(app, author, {
    status: 'open',
    sort: 'priority',
    limit: 100,
    network: 'sample',
  });
  const free = new Set(items.filter(({ outgoing }) => outgoing === 'none').slice(3));
  for (const [index, { asks, text, alternatives = [], note = null }] of WAITING.entries()) {
    const found = await firstAsking(app, author, free, asks);
    if (!account || !found) continue;
    const { row, post } = found;
    free.delete(row);
    const named = (words: string) =>
      words.replace('{name}', row.author.displayName?.split(' ')[0] ?? 'there');
    const reply = await queueReply(app, author, row.id, {
      text: named(text),
      postId: post.id,
      accountId: account.id,
      idempotencyKey: `demo-waits-${index}`,
      thenStatus: 'waiting',
      isConfirmed: true,
      ...(alternatives.length > 0 ? { approval: { alternatives: alternatives.map(named), note } } : {}),
    });
    if (index === WAITING.length - 1) await suggestForReply(app, lead, reply.id, named(SUGGESTED));
  }
}

/** The first of the conversations whose customer wrote such words last. */
async function firstAsking(app: App, author: Actor, rows: Iterable<ConversationRow>, asks: RegExp) {
  for (const row of rows) {
    const post = (await readConversation(app, author, row.id)).thread.findLast((one) => !one.isOwn);
    if (post && asks.test(post.text)) return { row, post };
  }
  return undefined;
}

/** The sample leaves, and with it that newcomers' replies wait. */
export async function endApprovals(app: App, actor: Actor): Promise<void> {
  for (const { id, name } of await readApprovalPolicies(app))
    if (name === POLICY) {
      await removeApprovalPolicy(app, actor, id);
      await saveApprovalSettings(app, actor, {
        ...(await readApprovalSettings(app)),
        isOn: false,
        trustsKnown: false,
      });
    }
}
