import { type App, remember } from '#platform/app/index.ts';
import { readMembers } from '#people/members/index.ts';
import { selectGrown } from '../made/store.ts';
import { selectCredits } from './store.ts';
import '../events.ts';

export interface ShownCredit {
  kind: 'answer' | 'edit';
  name: string;
  handle: string;
  /** Of an answer. */
  postId: string;
}

interface Known {
  /** Article → who is named, in their order. */
  credits: ReadonlyMap<string, readonly ShownCredit[]>;
  /** Thread → article. */
  grown: ReadonlyMap<string, string>;
}

const held = remember<Known>(readKnown, ({ name }) =>
  ['contributions.changed', 'member.changed', 'member.erased'].includes(name),
);

/** Who is named below which article, and what became of which thread; in memory until it changes. */
export const knownCredits = held.read;

async function readKnown(app: App): Promise<Known> {
  const [rows, grown] = await Promise.all([selectCredits(app), selectGrown(app)]);
  const shown = rows.filter(({ isHidden }) => !isHidden);
  const ids = [...new Set(shown.map(({ memberId }) => memberId))];
  const members = await readMembers(app, ids);
  const named = shown.flatMap(({ articleId, memberId, kind, sourceId }) => {
    const member = members.get(memberId);
    if (!member || member.state === 'erased') return [];
    const { displayName: name, handle } = member;
    return [{ articleId, credit: { kind, name, handle, postId: sourceId } }];
  });
  const credits = new Map<string, ShownCredit[]>();
  for (const { articleId, credit } of named)
    credits.set(articleId, [...(credits.get(articleId) ?? []), credit]);
  return { credits, grown: new Map(grown.map(({ threadId, articleId }) => [threadId, articleId])) };
}
