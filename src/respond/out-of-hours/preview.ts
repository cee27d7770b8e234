import type { App } from '#platform/app/index.ts';
import { fillTemplate } from '#lib/templates/index.ts';
import { type Hours, isOpen, nextOpen } from '#lib/hours/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { sampleOf } from '#respond/canned/index.ts';
import { type Conversation, conversationsSince } from '#respond/inbox/index.ts';
import { BACK, backWords, whyNot } from './domain.ts';
import type { AutomaticAnswer, PreviewInput, PreviewView } from './schema.ts';
import { hoursThatHold } from './where.ts';

const WEEK_MS = 7 * 86_400_000;
/** So many posts are read; of more, an even share. */
const MOST_POSTS = 2000;

/** How an answer reads now, and which of last week's conversations would have got it. Nothing is sent. */
export async function previewAnswer(app: App, { answer, network }: PreviewInput): Promise<PreviewView> {
  const now = await app.db.now();
  const hours = await hoursThatHold(app, { calendarId: answer.calendarId, teamId: null, widgetId: null });
  const opensAt = nextOpen(hours, now);
  const connectors = [...(app.find(connectorsPort)?.replies.values() ?? [])].filter(
    (one) => network === null || one.network === network,
  );
  const since = new Date(now.getTime() - WEEK_MS);
  const { rows: looked, share } = await conversationsSince(app, { limit: MOST_POSTS, since });
  const rows = looked.filter((row) => network === null || row.network === network);
  return {
    isOpen: isOpen(hours, now),
    opensAt: opensAt?.toISOString() ?? null,
    zone: hours.zone,
    texts: answer.texts.map(({ language, body }) => {
      const back = opensAt && backWords(opensAt, { language, zone: hours.zone, isReaders: false });
      const { text, gaps } = fillTemplate(body, (name) => (name === BACK ? back : sampleOf(name)));
      const tooLong = connectors.filter(({ preflight }) => preflight(text).verdict === 'too-long');
      return {
        language,
        text,
        gaps: gaps.map(({ raw }) => raw),
        tooLongFor: tooLong.map((one) => one.network),
      };
    }),
    checked: rows.length,
    share,
    answered: await countAnswered(
      app,
      rows.map((row) => ({ row, teamId: row.teamId, answer })),
    ),
  };
}

/** How many of these conversations would have got the answer for what was said last in them; of many, as an even share of them tells. */
export async function countAnswered(
  app: App,
  wanted: readonly {
    row: Pick<Conversation, 'id' | 'network' | 'accountId' | 'lastPostId' | 'lastPostAt' | 'writtenTo'>;
    teamId: string | null;
    answer: AutomaticAnswer;
  }[],
): Promise<number> {
  const step = Math.max(1, Math.ceil(wanted.length / MOST_POSTS));
  const some = wanted.filter((_, index) => index % step === 0);
  const ids = some.map(({ row }) => row.lastPostId);
  const posts = new Map((await readStoredPosts(app, ids)).map((post) => [post.id, post]));
  const accounts = await readAccounts(app, [...new Set(some.map(({ row }) => row.accountId))]);
  const handles = new Map([...accounts.values()].map(({ id, handle }) => [id, handle]));
  const known = new Map<string, Hours>();
  const hoursFor = async (of: Parameters<typeof hoursThatHold>[1]): Promise<Hours> => {
    const key = Object.values(of).join('\n');
    const hours = known.get(key) ?? (await hoursThatHold(app, of));
    known.set(key, hours);
    return hours;
  };
  let count = 0;
  for (const { row, teamId, answer } of some) {
    const post = posts.get(row.lastPostId);
    const handle = handles.get(row.accountId) ?? null;
    if (!post || whyNot({ post, handle, inPublic: answer.inPublic }) !== null) continue;
    const widgetId = row.network === 'chat' ? row.writtenTo : null;
    const hours = await hoursFor({ calendarId: answer.calendarId, teamId, widgetId });
    if (!isOpen(hours, row.lastPostAt)) count += 1;
  }
  return Math.round((count * wanted.length) / Math.max(1, some.length));
}
