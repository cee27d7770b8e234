import { connectorsPort } from '#connectors/kit/index.ts';
import type { Actor } from '#platform/app/index.ts';
import { permissionsPort } from '#people/sessions/index.ts';
import { connectAccount } from '#people/brand/index.ts';
import { conversationRepliesPort, readConversation } from '#respond/inbox/index.ts';
import { forgetReplies, listConversationReplies, registerReplySenders } from '#respond/replies/index.ts';
import { say, under, uri } from '../../inbox/testing/company.ts';
import { openDesk } from '../../inbox/testing/desk.ts';
import { FakeReplies } from '../../replies/testing/fake-replies.ts';

/** The inbox's desk with a network that answers can be sent on. Nothing leaves unless a test starts a dispatcher. */
export async function openSendingDesk() {
  const desk = await openDesk();
  const { app } = desk.company;
  const network = new FakeReplies();
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map([['bluesky', network.connector]]),
    profiles: new Map(),
    lineParsers: new Map(),
  });
  app.provide(permissionsPort, new Map([['replies.send', ['owner', 'admin', 'manager', 'agent'] as const]]));
  app.provide(conversationRepliesPort, { list: listConversationReplies, forget: forgetReplies });
  registerReplySenders(app);
  const owner: Actor = { ...desk.ben, role: 'owner' };
  const account = { network: 'bluesky', identifier: 'acme.example', password: 'secret' };
  const accountId = (await connectAccount(app, owner, account)).id;
  return {
    ...desk,
    app,
    network,
    accountId,
    /** A customer who waits; `more` lets him write again. */
    async customer(name?: string) {
      const author = desk.somebody();
      const post = say(author, '1', 'acme, where is it?');
      await desk.company.hear(name ? { ...post, author: { ...post.author, displayName: name } } : post);
      const { id } = await desk.of(author);
      const detail = () => readConversation(app, desk.ana, id);
      const postId = (await detail()).thread.at(-1)!.id;
      const more = () =>
        desk.company.hear(say(author, '2', 'acme hello?', { minutesAgo: 0, ...under(uri(author, '1')) }));
      return { author, id, detail, postId, more };
    },
  };
}
