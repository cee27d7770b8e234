import type { Client } from '../../../test/helpers/client.ts';

type Timed = <R>(name: string, work: Promise<R>) => Promise<R>;

/** What agents look for and at beside the queue. */
export interface Looks {
  /** Search over everything by a word, and three pages of conversations. */
  search(agent: Client, word: string, timed: Timed): Promise<void>;
  /** One of the saved views, and its next page. */
  view(agent: Client, n: number, timed: Timed): Promise<void>;
}

const asks = (fact: string, op: string, value: unknown) => ({ fact, op, value });
const all = (...when: object[]) => ({ version: 1, when: { all: when } });

/** Saves views with conditions, one of them with a segment: of conversations and of cases, for everybody. */
export async function openLooks(owner: Client): Promise<Looks> {
  const waits = all(asks('waiting', 'at-least', 30), asks('posts', 'at-least', 2));
  const segment = await owner.post('/segments', {
    name: `Regulars ${Date.now()}`,
    condition: all(asks('conversations', 'at-least', 4)),
  });
  const regulars = all(asks('customer.segment', 'has-any-of', [segment.id]));
  const saved = async (kind: 'inbox' | 'cases', name: string, condition: object) => {
    const view = { kind, name, condition, query: { status: 'open' }, isShared: true };
    const { id } = await owner.post('/inbox/views', view);
    return { name: `${kind}: ${name}`, path: `/${kind}?status=open&limit=50&view=${id}` };
  };
  const views = [
    await saved('inbox', 'view by waiting time', waits),
    await saved('inbox', 'view by segment', regulars),
    await saved('cases', 'view by waiting time', waits),
    await saved('cases', 'view by segment', regulars),
  ];
  return {
    async search(agent, word, timed) {
      const q = encodeURIComponent(word);
      await timed('search over everything', agent.get(`/search?q=${q}`));
      let cursor = '';
      for (let page = 0; page < 3; page++) {
        const path = `/search?q=${q}&kind=conversation&limit=20${cursor}`;
        const { nextCursor } = await timed('a page of conversations found', agent.get(path));
        if (nextCursor === undefined) return;
        cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
      }
    },
    async view(agent, n, timed) {
      const { name, path } = views[n % views.length]!;
      const { nextCursor } = await timed(name, agent.get(path));
      if (nextCursor !== undefined)
        await timed(`${name}, next page`, agent.get(`${path}&cursor=${encodeURIComponent(nextCursor)}`));
    },
  };
}
