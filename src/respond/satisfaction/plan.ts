import type { App } from '#platform/app/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import type { ConversationNews } from '#respond/inbox/index.ts';
import { refusesQuestion } from './domain.ts';
import { deleteAsksOf, dropPlans, planAsks, selectAskedIn, selectSettings } from './store.ts';
import { refuse } from './who.ts';

/** So long after a question an answer may be about it. */
const ABOUT_DAYS = 7;

/** Hears of conversations: one that is done is asked about later, one that goes on is not. */
export async function planFromNews(app: App, news: readonly ConversationNews[]): Promise<void> {
  const gone = news.flatMap(({ kind, conversationId, after }) =>
    kind === 'gone' && after === null ? conversationId : [],
  );
  if (gone.length > 0) await deleteAsksOf(app, gone);
  const latest = new Map(news.map((one) => [one.conversationId, one]));
  const goesOn = [...latest.values()].filter(({ after }) => after?.status !== 'done');
  if (goesOn.length > 0)
    await dropPlans(
      app,
      goesOn.map((one) => one.conversationId),
    );
  const done = news.filter(
    ({ kind, before, after, conversationId }) =>
      kind === 'changed' &&
      before?.status !== 'done' &&
      after?.status === 'done' &&
      after.answeredAt !== null &&
      latest.get(conversationId)?.after?.status === 'done',
  );
  if (done.length > 0) {
    const { isOn, delayMinutes } = await selectSettings(app);
    if (isOn) await planAsks(app, [...new Set(done.map((one) => one.conversationId))], delayMinutes);
  }
  await hearRefusals(
    app,
    news.filter(({ kind }) => kind === 'received'),
  );
}

/** Whoever answers a question with "stop asking" is not asked again. */
async function hearRefusals(app: App, received: readonly ConversationNews[]): Promise<void> {
  if (received.length === 0) return;
  const asks = await selectAskedIn(
    app,
    received.map(({ conversationId }) => conversationId),
    ABOUT_DAYS,
  );
  const keys = new Map(asks.map((ask) => [ask.conversationId, ask.personKey]));
  const about = received.filter(({ conversationId }) => keys.get(conversationId));
  const posts = await readStoredPosts(
    app,
    about.flatMap(({ after }) => after?.lastPostId ?? []),
  );
  for (const { conversationId, after } of about) {
    const post = posts.find(({ id }) => id === after?.lastPostId);
    if (post && refusesQuestion(post.text))
      await refuse(
        app,
        { conversationId, personKey: keys.get(conversationId)! },
        'They wrote that they do not want to be asked.',
      );
  }
}
