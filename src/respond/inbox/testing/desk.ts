import assert from 'node:assert/strict';
import type { Actor } from '#platform/app/index.ts';
import type { ConversationRow } from '../schema.ts';
import { type InboxAsked, listInbox } from '../service/list.ts';
import { type Company, openCompany } from './company.ts';

/** A company with two people at work: Ana, an agent, and Ben, a manager. */
export interface Desk {
  company: Company;
  ana: Actor;
  ben: Actor;
  /** Rows of the list, of any status unless told. */
  list(more?: Partial<InboxAsked>, actor?: Actor): Promise<ConversationRow[]>;
  /** The conversation of one customer. */
  of(author: string): Promise<ConversationRow>;
  /** A customer who has not said anything yet. */
  somebody(): string;
}

export const asked: InboxAsked = { status: 'any', sort: 'priority', limit: 50 };

export async function openDesk(): Promise<Desk> {
  const company = await openCompany();
  const ana = await company.agent('Ana');
  const ben = await company.agent('Ben', 'manager');
  let customers = 0;
  const list: Desk['list'] = async (more = {}, actor = ana) =>
    (await listInbox(company.app, actor, { ...asked, ...more })).items;
  return {
    company,
    ana,
    ben,
    list,
    async of(author) {
      const rows = await list({ limit: 200, sort: 'newest' });
      const found = rows.filter((row) => row.author.externalId === author);
      assert.equal(found.length, 1, `conversations of ${author}`);
      return found[0]!;
    },
    somebody: () => `did:plc:c${customers++}`,
  };
}
