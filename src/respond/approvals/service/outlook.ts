import type { Actor, App } from '#platform/app/index.ts';
import { findConversations, inboxErrors } from '#respond/inbox/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { askedOf } from '../domain/people.ts';
import type { Outlook } from '../schema.ts';
import { circleOf, readNamer, readPeople, stepInWords } from './circle.ts';
import { needOf, readSettings } from './need.ts';

/** What would become of a reply that is being written: whether it waits, why, and for whom. */
export async function readOutlook(
  app: App,
  actor: Actor,
  conversationId: string,
  { text, accountId, files }: { text: string; accountId: string; files: number },
): Promise<Outlook> {
  const [conversation] = await findConversations(app, [conversationId]);
  if (!conversation) throw inboxErrors('inbox.not_found', { id: conversationId });
  const people = await readPeople(app);
  const account = (await ownAccounts(app, conversation.network)).find(({ id }) => id === accountId);
  const considered = { conversation, text, accountHandle: account?.handle ?? '', files, isWanted: false };
  const need = await needOf(app, actor, people, considered);
  if (!need) return { waits: false, reasons: [], steps: [], asked: [], trust: null };
  const [nameOf, { needed }] = [await readNamer(app, people), await readSettings(app)];
  const circle = circleOf(people, { authorId: actor.id, terms: need.terms });
  return {
    waits: true,
    reasons: need.reasons,
    steps: need.steps.map((step) => stepInWords(step, nameOf)),
    asked: askedOf(need.steps[0]!, circle).map(({ name }) => name),
    trust: need.trust && { streak: need.trust.streak, needed },
  };
}
