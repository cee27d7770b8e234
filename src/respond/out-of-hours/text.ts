import type { Actor, App } from '#platform/app/index.ts';
import { fillTemplate } from '#lib/templates/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { textFor, valuesFor } from '#respond/canned/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import { zoneOfCustomer } from '#respond/schedule/index.ts';
import { BACK, backWords } from './domain.ts';
import type { AutomaticAnswer } from './schema.ts';

/** The answer in the customer's language, with his own clock where it is known. What cannot be filled is told. */
export async function wordsFor(
  app: App,
  actor: Actor,
  {
    answer,
    conversation,
    post,
    opensAt,
    zone,
  }: {
    answer: AutomaticAnswer;
    conversation: Conversation;
    post: Pick<StoredPost, 'langs'>;
    opensAt: Date | null;
    zone: string;
  },
): Promise<{ text: string; gaps: string[] }> {
  const { language, body } = textFor(answer.texts, post.langs[0]);
  const [valueOf, customer] = await Promise.all([
    valuesFor(app, actor, conversation.id),
    zoneOfCustomer(app, conversation.postIds),
  ]);
  const clock = { language, zone: customer?.zone ?? zone, isReaders: customer !== null };
  const back = opensAt && backWords(opensAt, clock);
  const { text, gaps } = fillTemplate(body, (name) => (name === BACK ? back : valueOf(name)));
  return { text, gaps: gaps.map(({ raw }) => raw) };
}
