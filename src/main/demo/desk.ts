import type { Actor, App } from '#platform/app/index.ts';
import { listInbox } from '#respond/inbox/index.ts';
import {
  readSatisfactionSettings,
  recordRating,
  saveSatisfactionSettings,
} from '#respond/satisfaction/index.ts';
import { type ChannelSetting, readOutOfHours, saveOutOfHours } from '#respond/out-of-hours/index.ts';
import { listMacros, macroInput, removeMacro, saveMacro } from '#respond/macros/index.ts';
import { cannedInput, listCanned, removeCanned, saveCanned } from '#respond/canned/index.ts';

const CANNED = [
  {
    name: 'Refund is under way',
    folder: 'Bills',
    shortcut: 'refund',
    texts: [
      {
        language: 'en',
        body: 'Hi {{customer.first_name|there}}, you are right, and we are sorry. The amount goes back to your account within three days.\n{{agent.first_name}}, {{brand.name}}',
      },
      {
        language: 'de',
        body: 'Guten Tag {{customer.first_name|}}, Sie haben recht, das tut uns leid. Der Betrag ist in drei Tagen wieder auf Ihrem Konto.\n{{agent.first_name}}, {{brand.name}}',
      },
    ],
  },
  {
    name: 'Network: we are on it',
    folder: 'Network',
    shortcut: 'outage',
    texts: [
      {
        language: 'en',
        body: 'Hi {{customer.first_name|there}}, thank you for telling us. The mast near you has a fault and is being repaired; we write here again before six. Your case is {{case.number|being opened}}.',
      },
    ],
  },
  {
    name: 'Ask for the customer number',
    folder: '',
    shortcut: 'number',
    texts: [
      {
        language: 'en',
        body: 'Hi {{customer.first_name|there}}, could you send us your customer number in a private message? Never write it here, where everybody can read it.',
      },
    ],
  },
  {
    name: 'Router: first steps',
    folder: 'Network',
    shortcut: 'router',
    texts: [
      {
        language: 'en',
        body: 'Hi {{customer.first_name|there}}, please take the router off the mains for half a minute, and look whether the second light turns green after two. If it does not, tell us here and we send somebody.',
      },
    ],
  },
];

const macrosOf = (cannedId: string) => [
  {
    name: 'Refund and done',
    actions: [
      { kind: 'reply', cannedId, how: 'queue', thenStatus: 'done' },
      { kind: 'label', add: ['refund'] },
      { kind: 'assign', to: 'me' },
      { kind: 'note', text: 'Refund promised to {{customer.name|the customer}}.' },
    ],
  },
  {
    name: 'Ask again in three days',
    actions: [
      { kind: 'label', add: ['waiting for number'] },
      { kind: 'follow-up', days: 3, text: 'customer number not sent yet' },
    ],
  },
];

const NIGHT: ChannelSetting = {
  network: 'chat',
  accountId: null,
  isOn: true,
  calendarId: null,
  inPublic: false,
  texts: [
    {
      language: 'en',
      body: 'Hi {{customer.first_name|there}}, thank you for your message. We are back {{back}}. If somebody may get hurt, call 0800 112.',
    },
    { language: 'de', body: 'Vielen Dank für Ihre Nachricht. Wir sind {{back}} wieder da.' },
  ],
};

/** What lies on the agents' desks: canned replies and macros. */
export async function layDesk(app: App, staff: readonly Actor[]): Promise<void> {
  const manager = withRights(staff[0]!);
  const saved = [];
  for (const canned of CANNED)
    saved.push(await saveCanned(app, manager, cannedInput.parse({ ...canned, scope: 'all' })));
  for (const macro of macrosOf(saved[0]!.id))
    await saveMacro(app, manager, macroInput.parse({ ...macro, scope: 'all' }));
  await rate(app, manager);
  await saveOutOfHours(app, manager, [...(await readOutOfHours(app)), NIGHT]);
}

const RATED: readonly [rating: number, text: string | null][] = [
  [5, 'Answered within minutes, thank you Ama!'],
  [4, null],
  [5, null],
  [2, 'Solved in the end, but I had to write three times.'],
  [4, 'Friendly.'],
  [1, 'The refund is still not there.'],
  [5, null],
  [4, null],
  [3, 'Nobody told me when the technician comes.'],
];

/** Some of those whose conversations are done said what they think. */
async function rate(app: App, actor: Actor): Promise<void> {
  const { items } = await listInbox(app, actor, { status: 'done', sort: 'newest', limit: 100 });
  const settings = await readSatisfactionSettings(app);
  const german = {
    language: 'de',
    question: 'Konnten wir Ihnen helfen?',
    thanks: 'Danke, wir lesen jede Antwort.',
  };
  const texts = [...settings.texts.filter(({ language }) => language !== 'de'), german];
  await saveSatisfactionSettings(app, actor, { ...settings, texts });
  for (const [i, [rating, text]] of RATED.entries()) {
    const row = items[i * 7];
    if (row)
      await app.db.transaction(() =>
        recordRating(app, {
          conversationIds: [row.id],
          caseId: null,
          source: 'page',
          rating,
          text,
          askId: null,
        }),
      );
  }
}

/** It leaves with the sample company, as far as nobody wrote on it. */
export async function clearDesk(app: App, actor: Actor): Promise<void> {
  const names = new Set([...CANNED, ...macrosOf('')].map(({ name }) => name));
  for (const { id, name, scope, version } of await listCanned(app, actor))
    if (scope === 'all' && version === 1 && names.has(name)) await removeCanned(app, actor, id, true);
  for (const { id, name, scope, version } of await listMacros(app, actor))
    if (scope === 'all' && version === 1 && names.has(name)) await removeMacro(app, actor, id, true);
  const said = NIGHT.texts[0]!.body;
  const kept = (await readOutOfHours(app)).filter(({ texts }) => texts[0]?.body !== said);
  await saveOutOfHours(app, actor, kept);
}

/** Colleagues of the sample company may what its lead may. */
function withRights(actor: Actor): Actor {
  return { ...actor, permissions: new Set([...actor.permissions, '*']) };
}
