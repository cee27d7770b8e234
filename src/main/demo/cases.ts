import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { joinByDecision } from '#people/persons/index.ts';
import { type ConversationRow, listInbox } from '#respond/inbox/index.ts';
import { sharePage } from '#respond/case-page/index.ts';
import {
  addCaseNote,
  addChecks,
  addMeasured,
  changeCases,
  linkCases,
  listTypes,
  openCase,
  saveType,
} from '#respond/cases/index.ts';

const FIELDS = [
  {
    key: 'cause',
    label: 'Cause',
    kind: 'choice' as const,
    choices: ['Network', 'Router', 'Billing', 'Us', 'Them'],
    isRequired: true,
    isShown: false,
  },
  { key: 'since', label: 'Since', kind: 'date' as const, choices: [], isRequired: false, isShown: true },
  {
    key: 'customer-number',
    label: 'Customer number',
    kind: 'text' as const,
    choices: [],
    isRequired: false,
    isShown: false,
  },
  {
    key: 'at-home',
    label: 'Somebody at home',
    kind: 'yes-no' as const,
    choices: [],
    isRequired: false,
    isShown: false,
  },
];
const STEPS = ['Line measured', 'Router restarted', 'Technician booked', 'Told when he comes'];

/** Cases as a telecom has them: an outage with everything it caused, and a few of single customers. */
export async function openCases(app: App, staff: readonly Actor[]): Promise<void> {
  const [lead, agent] = [staff[0]!, staff[1] ?? staff[0]!];
  const known = (await listTypes(app)).some(({ name }) => name === 'Fault');
  if (known) return;
  const fault = await saveType(app, systemActor, undefined, {
    name: 'Fault',
    description: 'Something does not work',
    fields: FIELDS,
    isDefault: false,
    position: 1,
  });
  const rows = await about(app, agent, /network|signal|no service|outage|down\b/i, 40);
  const taken = new Set(rows.map((row) => row.id));
  const bills = await about(app, agent, /bill|charged|refund|money/i, 6);
  const outage = await one(app, lead, {
    conversationIds: [],
    title: 'Six hours without network in the north',
    typeId: fault.id,
  });
  await addChecks(app, lead, outage, ['Cause found', 'Mast repaired', 'Everybody told', 'Credits given']);
  await addCaseNote(app, agent, outage, {
    text: 'The mast in Leeds needs a part; it comes tomorrow morning.',
  });
  const caused: string[] = [];
  for (const row of rows) caused.push(await one(app, agent, { conversationIds: [row.id], typeId: fault.id }));
  if (caused.length > 0) await linkCases(app, lead, caused, outage, 'caused-by');
  for (const row of bills.filter(({ id }) => !taken.has(id)))
    await one(app, agent, { conversationIds: [row.id] });
  const [first] = caused;
  if (first) {
    await addChecks(app, agent, first, STEPS);
    await changeCases(app, agent, [first], { fields: { cause: 'Network', 'at-home': true } });
    await sharePage(app, agent, first, {
      conversationIds: [],
      showsFields: true,
      showsPromises: true,
      nextStep: 'A technician looks at the mast tomorrow morning. We write here again by noon.',
    });
  }
  // A colleague's console tells of two minutes at most.
  const seconds = [110, 85, 60, 45];
  for (const [i, actor] of staff.entries())
    await addMeasured(app, actor, [{ caseId: (i % 2 === 0 && first) || outage, seconds: seconds[i] ?? 30 }]);
  const [a, b] = [rows[0], bills.find((row) => row.author.id !== rows[0]?.author.id)];
  if (a && b)
    await joinByDecision(app, agent, {
      accountIds: [a.author.id, b.author.id],
      leadAccountId: a.author.id,
      reason: 'She gave the same customer number on the phone',
    });
}

async function one(app: App, actor: Actor, wish: Parameters<typeof openCase>[2]): Promise<string> {
  return (await openCase(app, actor, wish)).ids[0]!;
}

/** Recent conversations whose words are about something. */
async function about(app: App, actor: Actor, words: RegExp, limit: number): Promise<ConversationRow[]> {
  const { items } = await listInbox(app, actor, { status: 'any', sort: 'newest', limit: 200 });
  return items.filter((row) => row.case === null && words.test(row.excerpt)).slice(0, limit);
}
