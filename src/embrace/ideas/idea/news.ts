import type { App } from '#platform/app/index.ts';
import type { Member } from '#people/members/index.ts';
import { accountsOfPersons } from '#people/persons/index.ts';
import type { Doer } from '#embrace/forum/index.ts';
import { tell } from '#embrace/notifications/index.ts';
import { pathOf } from '../domain.ts';
import { membersBehind } from './behind.ts';
import { chosenMembers, readBoards } from './boards.ts';
import { selectDeaf, selectWatchers, setFollow } from './follows-store.ts';
import { ideaChanged, lockRoot, mustBeHere } from './change.ts';
import type { IdeaRow } from './store.ts';
import { selectIsSpokenFor, selectWatch } from './watch-store.ts';

/** A member wants to hear of an idea, or not any more. */
export async function follow(app: App, doer: Doer, ideaId: string, isOn: boolean): Promise<void> {
  const { memberId } = doer;
  if (memberId === null) return;
  await app.db.transaction(async () => {
    if (isOn) await mustBeHere(app, memberId);
    const { root } = await lockRoot(app, doer, ideaId);
    await setFollow(app, root.id, memberId, { isOn });
    await ideaChanged(app, doer, root.id, { action: isOn ? 'idea.followed' : 'idea.unfollowed' });
  });
}

/**
 * Whether a member hears of an idea: he voted, wrote or follows it, or a colleague spoke for him, and he did not say otherwise. Asked of him
 * alone, for however many colleagues spoke.
 */
export async function isWatching(
  app: App,
  ideaId: string,
  { id, accountId }: Pick<Member, 'id' | 'accountId'>,
): Promise<boolean> {
  const { said, isDeaf, takesPart, isForOthers } = await selectWatch(app, ideaId, id);
  if (said !== null) return said;
  if (isDeaf || takesPart || !isForOthers || accountId === null) return takesPart && !isDeaf;
  const own = (await accountsOfPersons(app, [accountId])).get(accountId) ?? [accountId];
  return selectIsSpokenFor(app, ideaId, own);
}

/** With the members for whom a colleague voted as customers of another network: they hear as members, and not there. */
async function watchersOf(app: App, ideaId: string): Promise<string[]> {
  const { members, accounts } = await selectWatchers(app, ideaId);
  const behind = [...(await membersBehind(app, accounts)).values()].flat();
  if (behind.length === 0) return members;
  const deaf = await selectDeaf(app, ideaId, behind);
  return [...new Set([...members, ...behind.filter((id) => !deaf.has(id))])];
}

/** What happened to an idea. */
export interface IdeaNews {
  kind: 'idea.status' | 'idea.comment';
  /** Each of those who hear of it hears of a key once. */
  key: string;
  /** The comment. */
  item?: string;
}

/** Tells everybody who voted, proposed or follows and may see it, in the ambient transaction of what happened. */
export async function tellWatchers(app: App, doer: Doer, idea: IdeaRow, news: IdeaNews): Promise<void> {
  const board = (await readBoards(app)).find(({ id }) => id === idea.boardId);
  if (!board || idea.deletedAt !== null || board.whoSees === 'staff') return;
  const watchers = await watchersOf(app, idea.id);
  const chosen =
    board.whoSees === 'chosen' ? ((await chosenMembers(app, [board.id])).get(board.id) ?? []) : watchers;
  const { kind, key, item } = news;
  // The address of one that was merged leads on, for those who may see where.
  const path = pathOf(idea);
  await tell(app, {
    to: watchers.filter((id) => chosen.includes(id)),
    kind,
    key: `${kind}:${key}`,
    about: {
      id: idea.id,
      title: idea.title,
      path: item === undefined ? path : `${path}#${item}`,
      ...(item === undefined ? {} : { item }),
    },
    by: { id: doer.memberId, name: doer.name },
    data: { status: idea.status, quarter: idea.quarter },
  });
}
