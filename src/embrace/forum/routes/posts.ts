import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '../doer.ts';
import { presentPost } from '../present.ts';
import { deletedInput, postEdit, postId, postShape, wikiInput } from '../schema.ts';
import { editPost } from '../talk/posts.ts';
import { deletePost } from '../talk/removal.ts';
import { setWiki } from '../talk/wiki.ts';

const ofPost = z.object({ id: postId });

/** What moderators do to posts. */
export const posts: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/forum/posts/:id/deleted',
    permission: 'community.moderate',
    summary: 'Take a post away with a reason, or put it back',
    params: ofPost,
    body: deletedInput,
    handler: ({ app, actor, params, body }) => deletePost(app, staffDoer(actor), params.id, body),
  }),
  route({
    method: 'PATCH',
    url: '/forum/posts/:id',
    permission: 'community.moderate',
    summary: 'Change what a post says; what it said is kept',
    params: ofPost,
    body: postEdit,
    response: postShape,
    handler: async ({ app, actor, params, body }) =>
      presentPost(await editPost(app, staffDoer(actor), params.id, body)),
  }),
  route({
    method: 'PUT',
    url: '/forum/posts/:id/wiki',
    permission: 'community.moderate',
    summary: 'Let members with the right change a post, or only its author again',
    params: ofPost,
    body: wikiInput,
    handler: ({ app, actor, params, body }) => setWiki(app, staffDoer(actor), params.id, body.isWiki),
  }),
];
