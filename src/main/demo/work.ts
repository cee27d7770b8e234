import type { Actor, App } from '#platform/app/index.ts';
import { storeFile } from '#platform/files/index.ts';
import { putRule, ruleInput } from '#listen/alerts/index.ts';
import { answerTo } from '#connectors/sample/index.ts';
import type { PostView } from '#listen/posts/index.ts';
import { readAccounts } from '#people/brand/index.ts';
import {
  addNote,
  changeConversations,
  type ConversationRow,
  listInbox,
  readConversation,
  saveView,
} from '#respond/inbox/index.ts';
import { queueReply } from '#respond/replies/index.ts';
import { promiseThings } from './promises.ts';

const HOUR_MS = 3_600_000;
const NOTES = [
  'Called the network team: the mast in Leeds needs a part, tomorrow morning.',
  '@Noor Haddad may I refund more than £50 here? The customer was charged twice.',
  'Third time this month for the same person. Please read the earlier conversations first.',
  'Sent the form by mail, waiting for the account number.',
];

/** Colleagues at work: old conversations done, some assigned, labelled, noted, snoozed and answered. */
export async function doWork(app: App, staff: readonly Actor[]): Promise<void> {
  const open = await allOpen(app, staff[0]!);
  await promiseThings(app, staff[0]!, open);
  const now = app.clock.now().getTime();
  const isOld = (row: ConversationRow) => now - Date.parse(row.lastPostAt) > 60 * HOUR_MS;
  await finish(app, staff, open.filter(isOld));
  const recent = open.filter((row) => !isOld(row));
  await sortOut(app, staff, recent);
  await answer(app, staff, recent.filter((_, i) => i % 9 === 2).slice(0, 24));
  await saveView(app, staff[0]!, { name: 'Refunds', query: { label: 'refund' }, isShared: true });
  await saveView(app, staff[0]!, {
    name: 'Outage, nobody on it',
    query: { label: 'outage', assignee: 'nobody' },
    isShared: true,
  });
  await saveView(app, staff[0]!, {
    kind: 'cases',
    name: 'About the outage',
    query: { status: 'any', q: 'outage' },
    isShared: true,
  });
  const spikes = { name: 'Spikes of all topics', kind: 'spike', leastSeverity: 4 };
  await putRule(app, staff[0]!, ruleInput.parse(spikes));
}

async function allOpen(app: App, actor: Actor): Promise<ConversationRow[]> {
  const rows: ConversationRow[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listInbox(app, actor, { status: 'open', sort: 'oldest', limit: 200, cursor });
    rows.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return rows;
  }
}

async function finish(app: App, staff: readonly Actor[], rows: readonly ConversationRow[]): Promise<void> {
  for (let at = 0, turn = 0; at < rows.length; at += 60, turn++) {
    const actor = staff[turn % staff.length]!;
    const ids = rows.slice(at, at + 60).map((row) => row.id);
    await changeConversations(app, actor, ids, { assigneeId: actor.id, isUnread: false, status: 'done' });
  }
}

async function sortOut(app: App, staff: readonly Actor[], rows: readonly ConversationRow[]): Promise<void> {
  const idsOf = (some: readonly ConversationRow[]) => some.map((row) => row.id);
  const about = (topic: string) => idsOf(rows.filter((row) => row.topics.some(({ name }) => name === topic)));
  const label = async (ids: string[], name: string) => {
    for (let at = 0; at < ids.length; at += 100)
      await changeConversations(app, staff[0]!, ids.slice(at, at + 100), { addLabels: [name] });
  };
  await label(about('Lumora outage'), 'outage');
  await label(about('Lumora bills'), 'refund');
  for (const [i, actor] of staff.entries()) {
    const mine = idsOf(rows.filter((_, at) => at % 11 === i));
    if (mine.length > 0)
      await changeConversations(app, actor, mine.slice(0, 40), { assigneeId: actor.id, isUnread: false });
  }
  const later = new Date(app.clock.now().getTime() + 20 * HOUR_MS);
  const asleep = idsOf(rows.filter((_, at) => at % 37 === 5));
  const snoozeReason = 'the part for the mast comes tomorrow morning';
  if (asleep.length > 0)
    await changeConversations(app, staff[1]!, asleep, {
      status: 'snoozed',
      snoozedUntil: later,
      snoozeReason,
    });
  for (const [i, text] of NOTES.entries()) {
    const row = rows[i * 13 + 4];
    if (row)
      await addNote(app, staff[(i + 1) % staff.length]!, row.id, text, i === 0 ? [await plan(app)] : []);
  }
}

/** What the network team sent, as a file of a note. */
async function plan(app: App): Promise<string> {
  const words = [
    'Mast LS-14, Leeds',
    'Part: rectifier 48 V',
    'Engineer on site: tomorrow 08:30',
    'Back in service: by noon',
  ];
  const bytes = Buffer.from(words.join('\n'));
  return (await storeFile(app, { name: 'Mast LS-14.txt', bytes, purpose: 'note' })).id;
}

async function answer(app: App, staff: readonly Actor[], rows: readonly ConversationRow[]): Promise<void> {
  const account = (await readAccounts(app)).find(({ network }) => network === 'sample');
  if (!account) return;
  for (const [i, row] of rows.entries()) {
    const actor = staff[i % staff.length]!;
    const { thread } = await readConversation(app, actor, row.id);
    const post = thread.findLast((one) => !one.isOwn && one.deletedAt === null);
    if (!post) continue;
    const text = fittingAnswer(thread, row.author.displayName);
    const wish = {
      text,
      postId: post.id,
      accountId: account.id,
      idempotencyKey: `demo-${row.id}`,
      thenStatus: 'waiting' as const,
      isConfirmed: true,
    };
    await queueReply(app, actor, row.id, wish);
  }
}

/** What fits the customer's words in a thread, by the first name. */
function fittingAnswer(thread: readonly PostView[], name: string | null): string {
  const words = thread.filter(({ isOwn }) => !isOwn);
  const language = (['de', 'es', 'fr'] as const).find((one) => words[0]?.langs.includes(one)) ?? 'en';
  const answer = answerTo(words.map(({ text }) => text).join('\n'), language);
  return answer.replace('{name}', name?.split(' ')[0] ?? 'there');
}
