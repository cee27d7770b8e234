import type { Actor, App } from '#platform/app/index.ts';
import { encodeCursor, type PageOf } from '#platform/http/index.ts';
import { readRows } from '#respond/inbox/index.ts';
import { readReplies } from '#respond/replies/index.ts';
import { askedOf, placesOf } from '../domain/people.ts';
import { approvalErrors } from '../errors.ts';
import type { ApprovalView } from '../schema.ts';
import {
  type ApprovalRow,
  countOpen,
  selectApproval,
  selectEnded,
  selectMine,
  selectOfConversation,
  selectOpen,
} from '../store/approvals.ts';
import { type LinkRow, selectLinksOf } from '../store/links.ts';
import { selectWords, type WordRow } from '../store/words.ts';
import { circleOf, type People, readNamer, readPeople } from './circle.ts';
import { linkView } from './links.ts';

const MOST_OPEN = 500;

/** What somebody is asked for now, the longest wait first. */
export async function listToDecide(app: App, actor: Actor): Promise<ApprovalView[]> {
  const people = await readPeople(app);
  const rows = (await selectOpen(app, MOST_OPEN)).filter((row) => mayDecide(row, actor.id, people));
  return present(app, actor, rows, people);
}

/** Those that somebody wrote, newest first. */
export async function listMine(
  app: App,
  actor: Actor,
  asked: { cursor?: string | undefined; limit: number },
): Promise<PageOf<ApprovalView>> {
  const rows = await selectMine(app, actor.id, asked.cursor, asked.limit + 1);
  const shown = rows.slice(0, asked.limit);
  const items = await present(app, actor, shown, await readPeople(app));
  return rows.length > asked.limit ? { items, nextCursor: shown.at(-1)!.id } : { items };
}

/** What was decided, the newest first. */
export async function listDecided(
  app: App,
  actor: Actor,
  asked: { before: { at: Date; id: string } | undefined; limit: number },
): Promise<PageOf<ApprovalView>> {
  const rows = await selectEnded(app, asked.before, asked.limit + 1);
  const shown = rows.slice(0, asked.limit);
  const items = await present(app, actor, shown, await readPeople(app));
  const last = shown.at(-1);
  if (rows.length <= asked.limit || !last) return { items };
  return { items, nextCursor: encodeCursor([last.endedAt!.toISOString(), last.id]) };
}

/** Approvals of a conversation, newest first. */
export async function listOfConversation(app: App, actor: Actor, id: string): Promise<ApprovalView[]> {
  return present(app, actor, await selectOfConversation(app, id), await readPeople(app));
}

/** How many somebody is to decide, and how many of his own need him. */
export async function countFor(app: App, actor: Actor): Promise<{ decide: number; mine: number }> {
  const people = await readPeople(app);
  const open = await countOpen(app);
  const sum = (rows: typeof open) => rows.reduce((all, { count }) => all + count, 0);
  const decides = ({ state, step, authorId, standIn }: (typeof open)[number]) =>
    state === 'waiting' &&
    step !== null &&
    placesOf(step, actor.id, { people, authorId, standIn }).length > 0;
  return {
    decide: sum(open.filter(decides)),
    mine: sum(open.filter(({ authorId, state }) => authorId === actor.id && state !== 'waiting')),
  };
}

/** Throws `approval.not_found`. */
export async function readApproval(app: App, actor: Actor, id: string): Promise<ApprovalView> {
  const row = await selectApproval(app, id);
  if (!row) throw approvalErrors('approval.not_found', { id });
  return (await present(app, actor, [row], await readPeople(app)))[0]!;
}

function mayDecide(row: ApprovalRow, userId: string, people: People): boolean {
  const step = row.steps[row.step];
  return (
    row.state === 'waiting' && step !== undefined && placesOf(step, userId, circleOf(people, row)).length > 0
  );
}

async function present(
  app: App,
  actor: Actor,
  rows: readonly ApprovalRow[],
  people: People,
): Promise<ApprovalView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const conversationIds = [...new Set(rows.map((row) => row.conversationId))];
  const [words, links, inbox, replies, nameOf] = await Promise.all([
    selectWords(app, ids),
    selectLinksOf(app, ids),
    readRows(app, conversationIds),
    readReplies(
      app,
      rows.map(({ replyId }) => replyId),
    ),
    readNamer(app, people),
  ]);
  const said = Map.groupBy(words, ({ approvalId }) => approvalId);
  const linked = Map.groupBy(links, ({ approvalId }) => approvalId);
  const promises = new Map(inbox.map((row) => [row.id, row.promise]));
  const answered = new Map(replies.map((reply) => [reply.id, reply]));
  return rows.map((row) => {
    const reply = answered.get(row.replyId);
    return {
      ...viewOf(app, row, said.get(row.id) ?? [], linked.get(row.id) ?? []),
      steps: stepsOf(row, said.get(row.id) ?? [], people, nameOf),
      mayDecide: mayDecide(row, actor.id, people),
      isMine: row.authorId === actor.id,
      answers: reply?.answers ?? null,
      files: reply?.files ?? [],
      envelope: reply?.envelope ?? null,
      promise: promises.get(row.conversationId) ?? null,
    };
  });
}

function stepsOf(
  row: ApprovalRow,
  words: readonly WordRow[],
  people: People,
  nameOf: Awaited<ReturnType<typeof readNamer>>,
): ApprovalView['steps'] {
  const circle = circleOf(people, row);
  return row.steps.map((step, index) => ({
    name: step.name,
    need: step.need,
    who: step.who.map(nameOf),
    asked: askedOf(step, circle).map(({ id, name }) => ({ id, name })),
    approvedBy: words
      .filter(({ kind, round, step: of }) => kind === 'approved' && round === row.round && of === index)
      .map(({ voterName }) => voterName),
    isDone: row.state === 'approved' || index < row.step,
  }));
}

function viewOf(
  app: App,
  row: ApprovalRow,
  words: readonly WordRow[],
  links: readonly LinkRow[],
): Omit<ApprovalView, 'steps' | 'mayDecide' | 'isMine' | 'answers' | 'files' | 'envelope' | 'promise'> {
  const { id, replyId, conversationId, network, state, reasons, offered, chosen, round, step } = row;
  return {
    id,
    replyId,
    conversationId,
    network,
    state,
    reasons,
    offered,
    chosen,
    round,
    step,
    author: { id: row.authorId, name: row.authorName },
    account: row.accountHandle,
    suggestion: row.suggestion && {
      text: row.suggestion.text,
      hash: row.suggestion.hash,
      by: row.suggestion.name,
      note: row.suggestion.note,
    },
    note: row.note,
    problem: row.problem,
    askedAt: row.askedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    words: words.map((word) => ({
      at: word.at.toISOString(),
      kind: word.kind,
      who: word.voterName,
      byLink: word.byLink !== null,
      round: word.round,
      step: word.step,
      text: word.text,
    })),
    links: links.map((link) => linkView(app, link, row)),
  };
}
