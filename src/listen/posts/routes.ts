import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { postId, postShape } from './schema.ts';
import { readPost } from './service.ts';

export const postRoutes = [
  route({
    method: 'GET',
    url: '/posts/:id',
    permission: 'posts.read',
    summary: 'One stored post',
    params: z.object({ id: postId }),
    response: postShape,
    handler: ({ app, params }) => readPost(app, params.id),
  }),
];
