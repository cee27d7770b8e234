import { type App, systemActor } from '#platform/app/index.ts';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import { addMember, type Member } from '#people/members/index.ts';
import { type Doer, memberDoer } from '#embrace/forum/index.ts';
import { createTestApp } from '../../../../test/helpers/app.ts';
import { colleague } from '../../forum/testing/talkers.ts';
import { type BoardRow, saveBoard } from '../idea/boards.ts';
import { propose, type IdeaInput } from '../idea/propose.ts';
import { type IdeaRow, selectIdeas } from '../idea/store.ts';
import { boardInput } from '../schema.ts';

export { colleague, refused, through } from '../../forum/testing/talkers.ts';

export type Voter = Doer & { member: Member };

/** What the rows say, counted one by one, where it is not what was counted along the way. Persons are not joined here. */
export async function miscounted(app: App): Promise<unknown[]> {
  return app.db.query(
    `select i.id, 'votes' as what from ideas i
      where i.votes <> (select count(distinct voter_id) from idea_votes v where v.root_id = i.id and v.kind = 'vote')
         or i.votes <> (select count(*) from idea_votes v where v.root_id = i.id and v.kind = 'vote' and v.counts)
         or i.thanks <> (select count(*) from idea_votes v where v.root_id = i.id and v.kind = 'thanks' and v.counts)
     union all select i.id, 'comments' from ideas i
      where i.comments <> (select count(*) from idea_comments c join ideas o on o.id = c.idea_id where o.root_id = i.id and c.deleted_at is null)
     union all select v.id, 'root' from idea_votes v join ideas i on i.id = v.idea_id where v.root_id <> i.root_id
     union all select i.id, 'tree' from ideas i left join ideas m on m.id = i.merged_into
      where i.root_id <> coalesce(m.root_id, i.id)`,
  );
}

export interface Board {
  app: App;
  close(): Promise<void>;
  board: BoardRow;
  addBoard(name: string, rules?: object): Promise<BoardRow>;
  member(handle: string): Promise<Voter>;
  members(count: number, prefix?: string): Promise<Voter[]>;
  /** A customer on a network. */
  account(name: string, network?: string): Promise<string>;
  propose(by?: Doer, input?: Partial<IdeaInput>): Promise<IdeaRow>;
  idea(id: string): Promise<IdeaRow>;
}

/** A board without pages. */
export async function openBoard(): Promise<Board> {
  const { app, close } = await createTestApp();
  const addBoard: Board['addBoard'] = (name, rules = {}) =>
    saveBoard(app, systemActor, boardInput.parse({ name, ...rules }));
  const board = await addBoard('Wishes');
  const member: Board['member'] = async (handle) => {
    const made = await app.db.transaction(() =>
      addMember(app, { handle, displayName: `Name of ${handle}`, language: 'en' }, {}),
    );
    return Object.assign(memberDoer(made), { member: made });
  };
  return {
    app,
    close,
    board,
    addBoard,
    member,
    async members(count, prefix = 'voter') {
      const made: Voter[] = [];
      for (let n = 1; n <= count; n++) made.push(await member(`${prefix}-${n}`));
      return made;
    },
    async account(name, network = 'bluesky') {
      const author = { externalId: `id-of-${name}`, handle: `${name}.example`, displayName: name };
      return (await rememberAccounts(app, [{ network, author }])).get(
        accountKey(network, author.externalId),
      )!;
    },
    async propose(by = colleague(), input = {}) {
      const usual = { boardId: board.id, title: 'One bill for all lines', markdown: 'For families.' };
      return (await propose(app, by, { ...usual, ...input })).idea;
    },
    idea: async (id) => (await selectIdeas(app, [id]))[0]!,
  };
}
