import type { Actor, App } from '#platform/app/index.ts';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findMembersByHandle, type Member } from '#people/members/index.ts';
import { type Doer, memberDoer, staffDoer } from '#embrace/forum/index.ts';
import {
  comment,
  deleteIdea,
  listEntries,
  listIdeas,
  propose,
  quarterAfter,
  quarterOf,
  readBoards,
  removeEntry,
  saveBoard,
  saveEntry,
  setStatus,
  STAFF,
  vote,
} from '#embrace/ideas/index.ts';

const told = z
  .array(
    z.object({
      by: z.string(),
      title: z.string(),
      text: z.string(),
      votes: z.number(),
      status: z.enum(['open', 'considering', 'planned', 'building', 'shipped', 'declined']),
      /** Quarters from now. */
      quarter: z.number().nullable(),
      reason: z.string(),
      why: z.string(),
      comments: z.array(z.tuple([z.string(), z.string()])),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('./ideas.json', import.meta.url), 'utf8')));

const NEWS = [
  {
    title: 'No more bills from the beach',
    kind: 'new',
    markdown:
      'Abroad you hear from us at **80 per cent** of your package, and again before it would cost extra.',
    idea: 'Warn before data abroad gets expensive',
  },
  {
    title: 'We call you back',
    kind: 'better',
    markdown:
      'When you would wait longer than four minutes, press 1 and put the phone down. You keep your place.',
    idea: 'A phone number that is called back',
  },
  {
    title: 'Pay with your phone',
    kind: 'new',
    markdown: 'In all of our shops.',
    idea: 'Pay with the phone in your shops',
  },
] as const;

const DAY = 86_400_000;
const NAME = 'Wishes';

/** A board with what customers of the sample company wish, some of it decided, some of it there. */
export async function wish(app: App, staff: readonly Actor[]): Promise<void> {
  if ((await readBoards(app)).length > 0) return;
  const [first] = staff;
  const handles = [...new Set(told.map(({ by }) => by))];
  const members = new Map((await findMembersByHandle(app, handles)).map((member) => [member.handle, member]));
  if (!first || members.size === 0) return;
  const rules = { slug: '', position: 0, whoSees: 'everybody', isArchived: false } as const;
  const board = await saveBoard(app, first, {
    ...rules,
    memberIds: [],
    name: NAME,
    text: 'What should be better about your line, your router and your bill?',
  });
  const colleague = staffDoer(staff[1] ?? first);
  const ids = new Map<string, string>();
  for (const [index, idea] of told.entries())
    ids.set(
      idea.title,
      await tell(app, idea, {
        board: board.id,
        members,
        colleague,
        at: app.clock.now().getTime() - (60 - index * 4) * DAY,
      }),
    );
  for (const [index, { title, kind, markdown, idea }] of NEWS.entries()) {
    const publishAt = new Date(app.clock.now().getTime() - (20 - index * 8) * DAY).toISOString();
    await saveEntry(app, colleague, { title, kind, markdown, publishAt, ideaIds: [ids.get(idea)!] });
  }
}

async function tell(
  app: App,
  idea: (typeof told)[number],
  known: { board: string; members: ReadonlyMap<string, Member>; colleague: Doer; at: number },
): Promise<string> {
  const doer = (handle: string) => {
    const member = known.members.get(handle);
    return handle === 'team' || !member ? known.colleague : memberDoer(member);
  };
  const at = new Date(known.at);
  const { title, text: markdown, why: reason } = idea;
  const made = await propose(app, doer(idea.by), { boardId: known.board, title, markdown, reason, at });
  const others = [...known.members.values()]
    .filter(({ handle }) => handle !== idea.by)
    .slice(0, idea.votes - 1);
  for (const member of others) await vote(app, memberDoer(member), made.idea.id, '').catch(() => undefined);
  for (const [by, words] of idea.comments) await comment(app, doer(by), made.idea.id, { markdown: words });
  const quarter = idea.quarter === null ? null : quarterAfter(quarterOf(app.clock.now()), idea.quarter);
  if (idea.status !== 'open')
    await setStatus(app, known.colleague, made.idea.id, {
      status: idea.status,
      reason: idea.reason,
      quarter,
    });
  return made.idea.id;
}

/** The sample's wishes go, and nobody finds its board any more. */
export async function unwish(app: App, actor: Actor): Promise<void> {
  const board = (await readBoards(app)).find(({ name }) => name === NAME);
  if (!board) return;
  const staff = staffDoer(actor);
  const titles = new Set(told.map(({ title }) => title));
  const { rows } = await listIdeas(app, STAFF, { sort: 'new', boards: [board.id], limit: 200 });
  for (const { id, title } of rows)
    if (titles.has(title))
      await deleteIdea(app, staff, id, { isDeleted: true, reason: 'The sample was removed' });
  for (const { id, title } of await listEntries(app, 200))
    if (NEWS.some((news) => news.title === title)) await removeEntry(app, staff, id);
  await saveBoard(app, actor, { ...board, memberIds: [], whoSees: 'staff', isArchived: true }, board.id);
}
