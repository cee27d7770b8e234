import type { App } from '#platform/app/index.ts';

/** What one member has to do with an idea and with what was merged into it. */
export interface Watch {
  /** What he said of the idea itself; null: nothing. */
  said: boolean | null;
  /** He said of one of them that he does not want to hear. */
  isDeaf: boolean;
  /** He had one of them, voted or follows. */
  takesPart: boolean;
  /** Colleagues voted for customers, or one was made of a customer's post. */
  isForOthers: boolean;
}

export async function selectWatch(app: App, rootId: string, memberId: string): Promise<Watch> {
  const [row] = await app.db.query<Watch>(
    `with tree as (select id, author_id, origin_account_id from ideas where root_id = $1),
       said as (select f.is_on from idea_follows f join tree t on t.id = f.idea_id where f.member_id = $2)
     select (select is_on from idea_follows where idea_id = $1 and member_id = $2) as said,
       exists (select from said where not is_on) as "isDeaf",
       exists (select from said where is_on) or exists (select from tree where author_id = $2)
         or exists (select from idea_votes where root_id = $1 and kind = 'vote' and member_id = $2) as "takesPart",
       exists (select from tree where origin_account_id is not null)
         or exists (select from idea_votes where root_id = $1 and kind = 'vote' and member_id is null) as "isForOthers"`,
    [rootId, memberId],
  );
  return row!;
}

/** Whether a colleague voted for one of these accounts, or one of the ideas was made of its post. */
export async function selectIsSpokenFor(
  app: App,
  rootId: string,
  accountIds: readonly string[],
): Promise<boolean> {
  const [row] = await app.db.query<{ isFor: boolean }>(
    `select exists (select from idea_votes where root_id = $1 and kind = 'vote' and member_id is null and account_id = any($2))
       or exists (select from ideas where root_id = $1 and origin_account_id = any($2)) as "isFor"`,
    [rootId, accountIds],
  );
  return row!.isFor;
}
