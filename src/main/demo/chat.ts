import type { Actor, App } from '#platform/app/index.ts';
import { postObserverPort } from '#listen/intake/index.ts';
import { removePostsOfOrigin } from '#listen/posts/index.ts';
import { listInbox, readConversation } from '#respond/inbox/index.ts';
import { addWidget, beginVisit, listWidgets, removeWidget, say, visitOf } from '#respond/chat/index.ts';
import { queueReply } from '#respond/replies/index.ts';

const NAME = 'lumora.example';
const SITE = 'https://lumora.example';
const TEXTS = {
  title: 'Lumora help',
  greeting: 'Hello! Ask us anything about your line, your bill or your router.',
  offline: 'We are back at eight. Leave us a message, and we answer by mail.',
  mailSubject: 'Your chat with Lumora',
  mailIntro: 'You had left when we answered. Here is what we wrote; answer this mail to go on.',
};

interface Told {
  name: string;
  mail: string | null;
  page: { url: string; title: string };
  says: string[];
  /** What a colleague answers. */
  answer?: string;
}

const STORIES: readonly Told[] = [
  {
    name: 'Rosa Lind',
    mail: 'rosa.lind@mail.example',
    page: { url: `${SITE}/bill`, title: 'Your bill' },
    says: ['Hi, my bill has a fee that I do not know: “line care”, 4.90.', 'I never ordered that.'],
    answer: 'Hi Rosa, that came with the trial of last month. I have taken it off, and you get 4.90 back.',
  },
  {
    name: 'Mehmet',
    mail: null,
    page: { url: `${SITE}/router/restart`, title: 'Restart your router' },
    says: ['The router blinks red since this morning, and I have restarted it twice. What now?'],
  },
];

/** A chat on the sample company's site: one customer was helped, another waits. */
export async function openChat(app: App, staff: readonly Actor[]): Promise<void> {
  const [lead, agent] = [staff[0]!, staff[1] ?? staff[0]!];
  if ((await listWidgets(app)).some(({ name }) => name === NAME)) return;
  const widget = await addWidget(app, lead, {
    name: NAME,
    isOn: true,
    colour: '#5b3fd1',
    side: 'end',
    languages: ['en'],
    texts: { en: TEXTS },
    origins: [SITE],
    calendarId: null,
    whenClosed: 'form',
    askFirst: true,
    asksName: 'optional',
    asksMail: 'optional',
    formTypeIds: null,
    needsIdentity: false,
    showsAgents: 'first-name',
    mailAccountId: null,
    goneSeconds: 60,
    fileMegabytes: 10,
  });
  for (const told of STORIES) await tell(app, agent, widget, told);
}

async function tell(
  app: App,
  agent: Actor,
  widget: { id: string; accountId: string },
  { name, mail, page, says, answer }: Told,
): Promise<void> {
  const { token } = await beginVisit(app, widget.id, { page, language: 'en', name, mail, isNew: false });
  const visiting = await visitOf(app, widget.id, token);
  for (const text of says) await say(app, visiting, { clientId: crypto.randomUUID(), text, fileIds: [] });
  if (answer === undefined) return;
  const { items } = await listInbox(app, agent, {
    network: 'chat',
    status: 'any',
    sort: 'newest',
    limit: 10,
  });
  const row = items.find(({ author }) => author.displayName === name);
  const postId = row && (await lastPostOf(app, agent, row.id));
  if (!row || postId === undefined) return;
  await queueReply(app, agent, row.id, {
    text: answer,
    postId,
    accountId: widget.accountId,
    idempotencyKey: `demo-${row.id}`.slice(0, 64),
    thenStatus: 'waiting',
    isConfirmed: true,
  });
}

async function lastPostOf(app: App, actor: Actor, id: string): Promise<string | undefined> {
  const { thread } = await readConversation(app, actor, id);
  return thread.findLast(({ isOwn }) => !isOwn)?.id;
}

/** It leaves with the sample company. */
export async function closeChat(app: App, actor: Actor): Promise<void> {
  for (const { id, name, origins } of await listWidgets(app)) {
    if (name !== NAME || origins[0] !== SITE) continue;
    await removePostsOfOrigin(app, `chat:${id}`, async (postIds) =>
      app.find(postObserverPort)?.onPostsRemoved?.(app, postIds),
    );
    await removeWidget(app, actor, id);
  }
}
