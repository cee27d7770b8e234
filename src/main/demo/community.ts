import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { calm, stir } from './order.ts';
import { readFileSync } from 'node:fs';
import {
  addMember,
  findMembersByHandle,
  type Member,
  readCommunity,
  saveCommunity,
} from '#people/members/index.ts';
import {
  acceptAnswer,
  addPoll,
  addPost,
  changeThread,
  deleteThread,
  editPost,
  memberDoer,
  react,
  readCategories,
  recentThreads,
  saveCategory,
  saveGroup,
  seatMember,
  setWiki,
  staffDoer,
  startThread,
  takeSeat,
  vote,
} from '#embrace/forum/index.ts';
import { savePromise } from '#embrace/together/index.ts';
import { lockLevel } from '#embrace/trust/index.ts';

const NAME = 'Lumora community';
const HOUR = 3_600_000;

interface ToldPost {
  /** Handle; `team` for a colleague. */
  by: string;
  /** Hours after the thread began. */
  after: number;
  text: string;
  to?: number;
  accepted?: true;
  likes?: number;
}

interface ToldThread {
  category: string;
  kind: 'question' | 'discussion';
  by: string;
  /** Hours ago. */
  ago: number;
  title: string;
  text: string;
  tags: string[];
  pinned?: true;
  closed?: string;
  /** Its first post is a wiki, and this is what the team added to it, and then a member of level 3. */
  wiki?: string;
  wikiBy?: { by: string; text: string };
  posts: ToldPost[];
}

interface Told {
  members: { handle: string; name: string }[];
  categories: { name: string; text: string; whoStarts?: 'staff'; whoReads?: 'members' }[];
  threads: ToldThread[];
}

const told = JSON.parse(readFileSync(new URL('./community.json', import.meta.url), 'utf8')) as Told;

/** A lively community of the sample company; its members are as invented as their words. */
export async function gather(app: App, staff: readonly Actor[]): Promise<void> {
  if ((await readCategories(app)).length > 0) return;
  const members = new Map<string, Member>();
  for (const { handle, name } of told.members)
    members.set(handle, await app.db.transaction(() => memberOf(app, handle, name)));
  const categories = new Map<string, string>();
  for (const [position, category] of told.categories.entries()) {
    const rules = {
      groupId: null,
      whoReads: 'everybody',
      whoStarts: 'members',
      whoAnswers: 'members',
      isArchived: false,
      closesAfter: null,
      slug: '',
    } as const;
    const { id } = await saveCategory(app, staff[0]!, { ...rules, ...category, position });
    categories.set(category.name, id);
  }
  await saveCommunity(app, staff[0]!, {
    ...(await readCommunity(app)),
    isOpen: true,
    name: NAME,
    welcome: 'Questions, answers and good ideas around your line, your router and your bill.',
  });
  await gatherGroup(app, staff[0]!, members);
  const firsts: { id: string; by: string }[] = [];
  for (const thread of told.threads)
    firsts.push({ id: await tell(app, thread, { staff, members, categories }), by: thread.by });
  for (const { name, whoStarts } of told.categories)
    if (whoStarts !== 'staff')
      await savePromise(app, staff[0]!, categories.get(name)!, { hours: 8, calendarId: null });
  const doubted = firsts.findLast(({ by }) => by === 'lea' || by === 'priya');
  if (!doubted) return;
  await stir(app, {
    members: ['hana', 'ollie'].flatMap((handle) => members.get(handle) ?? []),
    spammer: await app.db.transaction(() => memberOf(app, SPAMMER, 'Bargain Bob')),
    categoryId: categories.get('Off topic')!,
    postId: doubted.id,
  });
}

/** A closed group, with two who talk in it and one who wants to come in. */
async function gatherGroup(app: App, actor: Actor, members: ReadonlyMap<string, Member>): Promise<void> {
  const text = 'Try what comes next, and tell us what breaks. Only testers read what is said here.';
  const group = await saveGroup(app, actor, { name: 'Beta testers', slug: '', text, kind: 'request' });
  const [first, second, third] = [...members.values()].map((member) => memberDoer(member));
  if (!first || !second || !third) return;
  for (const doer of [first, second, third]) await takeSeat(app, doer, group.id, true);
  const [lead, other] = [...members.keys()];
  for (const handle of [lead!, other!])
    await seatMember(app, staffDoer(actor), group.id, { handle, wish: 'admit' });
  await seatMember(app, staffDoer(actor), group.id, { handle: lead!, wish: 'promote' });
  const rules = {
    whoReads: 'members',
    whoStarts: 'members',
    whoAnswers: 'members',
    isArchived: false,
    closesAfter: null,
  } as const;
  const about = {
    name: 'Router firmware 9',
    slug: '',
    text: 'What the new firmware does on your line.',
    position: 90,
  };
  const { id } = await saveCategory(app, actor, { ...rules, ...about, groupId: group.id });
  const { thread } = await startThread(app, first, {
    categoryId: id,
    kind: 'discussion',
    title: 'Firmware 9.0.2: what to try first',
    markdown: 'Guest networks and the new sleep mode. Say which router you have.',
    tags: ['firmware'],
    at: new Date(app.clock.now().getTime() - 30 * HOUR),
  });
  await addPoll(app, first, thread.id, {
    question: 'What shall we test next week?',
    options: ['Guest networks', 'Sleep mode', 'Parental controls'],
    kind: 'several',
    shows: 'always',
    isAnonymous: true,
    closesAt: new Date(app.clock.now().getTime() + 7 * 24 * HOUR).toISOString(),
  });
  await vote(app, first, thread.id, [1, 2]);
  await vote(app, second, thread.id, [2]);
  const at = new Date(app.clock.now().getTime() - 20 * HOUR);
  await addPost(app, second, thread.id, { markdown: 'Sleep mode works here, on the R2.', replyTo: 1, at });
}

const SPAMMER = 'bargain-bob';

async function memberOf(app: App, handle: string, displayName: string): Promise<Member> {
  const [known] = await findMembersByHandle(app, [handle]);
  return known ?? addMember(app, { handle, displayName, language: 'en' }, {});
}

async function tell(
  app: App,
  thread: ToldThread,
  known: {
    staff: readonly Actor[];
    members: ReadonlyMap<string, Member>;
    categories: ReadonlyMap<string, string>;
  },
): Promise<string> {
  const began = app.clock.now().getTime() - thread.ago * HOUR;
  const colleague = staffDoer(known.staff[1] ?? known.staff[0]!);
  const doer = (handle: string) => (handle === 'team' ? colleague : memberDoer(known.members.get(handle)!));
  const { thread: made, post: first } = await startThread(app, doer(thread.by), {
    categoryId: known.categories.get(thread.category)!,
    kind: thread.kind,
    title: thread.title,
    markdown: thread.text,
    tags: thread.tags,
    at: new Date(began),
  });
  const fans = [...known.members.values()];
  for (const [index, { by, after, text, to, accepted, likes = 0 }] of thread.posts.entries()) {
    const at = new Date(Math.min(began + after * HOUR, app.clock.now().getTime()));
    const { post } = await addPost(app, doer(by), made.id, { markdown: text, replyTo: to ?? null, at });
    if (accepted) await acceptAnswer(app, doer(thread.by), post.id, true);
    const likers = fans.filter(({ handle }) => handle !== by).slice(0, likes);
    for (const [turn, fan] of likers.entries())
      await react(app, memberDoer(fan), post.id, {
        kind: (index + turn) % 3 === 2 ? 'thanks' : 'like',
        isOn: true,
      });
  }
  for (const fan of fans.filter(({ handle }) => handle !== thread.by).slice(0, thread.posts.length))
    await react(app, memberDoer(fan), first.id, { kind: 'same', isOn: true });
  if (thread.wiki) {
    await setWiki(app, colleague, first.id, true);
    const markdown = `${thread.text}\n\n${thread.wiki}`;
    const { revision } = await editPost(app, colleague, first.id, { markdown, revision: first.revision });
    if (thread.wikiBy) await goOnWith(app, known, { id: first.id, markdown, revision }, thread.wikiBy);
  }
  const pinnedUntil = new Date(app.clock.now().getTime() + 90 * 24 * HOUR).toISOString();
  if (thread.pinned) await changeThread(app, colleague, made.id, { pinnedUntil });
  if (thread.closed) await changeThread(app, colleague, made.id, { isClosed: true, reason: thread.closed });
  return first.id;
}

/** A member goes on with a wiki. */
async function goOnWith(
  app: App,
  { staff, members }: { staff: readonly Actor[]; members: ReadonlyMap<string, Member> },
  { id, markdown, revision }: { id: string; markdown: string; revision: number },
  { by, text }: { by: string; text: string },
): Promise<void> {
  const member = members.get(by)!;
  await lockLevel(app, staff[0]!, member.id, { level: 3, reason: 'Keeps the long threads in order' });
  await editPost(app, memberDoer(member), id, { markdown: `${markdown}\n\n${text}`, revision });
}

/** The sample's community closes, and nobody reads its threads any more. */
export async function scatter(app: App, actor: Actor): Promise<void> {
  const community = await readCommunity(app);
  if (community.name !== NAME) return;
  await saveCommunity(app, actor, { ...community, isOpen: false });
  const reason = 'The sample was removed';
  for (const { id } of await recentThreads(app, 200))
    await deleteThread(app, staffDoer(systemActor), id, { isDeleted: true, reason });
  await calm(app, [SPAMMER, ...told.members.map(({ handle }) => handle)]);
}
