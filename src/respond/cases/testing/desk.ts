import { conversationCasesPort, followConversations } from '#respond/inbox/index.ts';
import { openDesk } from '../../inbox/testing/desk.ts';
import { say } from '../../inbox/testing/company.ts';
import { hearNews } from '../service/hear.ts';
import { labelCases } from '../service/list.ts';

/** The inbox's desk, with cases. `customer` writes and answers the id of the conversation. */
export async function openCaseDesk() {
  const desk = await openDesk();
  const { app } = desk.company;
  app.provide(conversationCasesPort, { label: labelCases });
  followConversations(app, { name: 'cases', handle: hearNews });
  return {
    ...desk,
    app,
    async customer(text = 'acme?', minutesAgo = 10): Promise<{ author: string; id: string }> {
      const author = desk.somebody();
      await desk.company.hear(say(author, '1', text, { minutesAgo }));
      return { author, id: (await desk.of(author)).id };
    },
  };
}
