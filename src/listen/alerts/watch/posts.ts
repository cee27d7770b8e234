import { firstIdAt, readPostFacts } from '#listen/posts/index.ts';
import { tell } from '../deliver/index.ts';
import { countLastHour } from '../deliver/store.ts';
import { type RuleRow, setToldPost } from '../rules/store.ts';
import type { Scene } from './incidents.ts';
import { topicsOf } from './topics-of.ts';

const MOST_POSTS = 500;
const MINUTE = 60_000;

/** Every matching post is told, in at most so many messages an hour: what comes beyond waits and is told together. */
export async function tellPosts({ app, topics, now }: Scene, rule: RuleRow, to: number): Promise<void> {
  const until = new Date(to * MINUTE);
  if (rule.told_post === null) {
    await setToldPost(app, rule.id, firstIdAt(until));
    return;
  }
  if ((await countLastHour(app, rule.id)) >= rule.per_hour) return;
  const about = topicsOf(rule, topics);
  const asked = { topicIds: about.map(({ id }) => id), from: new Date(0), to: until, limit: MOST_POSTS };
  const posts = (await readPostFacts(app, { ...asked, after: rule.told_post })).filter((post) => !post.isOwn);
  const last = posts.at(-1);
  if (!last) return;
  await setToldPost(app, rule.id, last.id);
  const [only] = about;
  await tell(
    app,
    rule,
    {
      incidentId: null,
      kind: 'posts',
      event: 'posts',
      rule: { id: rule.id, name: rule.name },
      topic: about.length === 1 ? { id: only!.id, name: only!.name } : { id: '', name: rule.name },
      severity: 1,
      since: now.toISOString(),
      at: now.toISOString(),
      observed: posts.length,
      expected: 0,
      reason: null,
      words: [],
      link: about.length === 1 ? `/stream?topic=${only!.id}` : '/stream',
    },
    now,
  );
}
