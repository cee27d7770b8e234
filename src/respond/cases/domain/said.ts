import type { CaseDetail, Said } from '../schema.ts';

/** Everything that was said in a case in the order of time: posts, replies that are not posts yet, and notes. */
export function saidIn(detail: Pick<CaseDetail, 'threadsOf' | 'notes'>): Said[] {
  const found = detail.threadsOf.flatMap(({ row, posts, replies, notes }) => {
    const sent = new Set(posts.map((post) => post.externalId));
    return [
      ...posts.map((post): Said => ({
        id: post.id,
        at: post.createdAt,
        who: post.author.displayName ?? post.author.handle ?? post.author.externalId,
        side: post.isOwn ? 'us' : post.author.id === row.author.id ? 'customer' : 'other',
        network: post.network,
        conversationId: row.id,
        text: [post.title, post.text].filter(Boolean).join('\n'),
        url: post.url,
        state: post.deletedAt === null ? null : 'deleted',
        files: [],
      })),
      ...replies
        .filter((reply) => !sent.has(reply.receipt?.externalId ?? ''))
        .map((reply): Said => ({
          id: reply.id,
          at: reply.sentAt ?? reply.createdAt,
          who: reply.createdBy.name,
          side: 'us',
          network: reply.account.network,
          conversationId: row.id,
          text: reply.text,
          url: reply.receipt?.url ?? null,
          state: reply.state === 'sent' ? null : reply.state,
          files: [...reply.files],
        })),
      ...notes.map((note) => noteOf(note, row.id)),
    ];
  });
  const own = detail.notes.map((note) => noteOf(note, null));
  // A post that stands in two of its threads is said once.
  const once = new Map([...found, ...own].map((said) => [said.id, said]));
  return [...once.values()].sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

function noteOf(note: CaseDetail['notes'][number], conversationId: string | null): Said {
  return {
    id: note.id,
    at: note.createdAt,
    who: note.author.name,
    side: 'note',
    network: null,
    conversationId,
    text: note.text,
    url: null,
    state: null,
    files: note.files,
  };
}
