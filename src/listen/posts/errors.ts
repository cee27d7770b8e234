import { defineErrors } from '#platform/errors/index.ts';

export const postErrors = defineErrors({
  'post.not_found': {
    status: 404,
    text: 'There is no post {id}. Its author may have deleted it, or it was older than posts are kept.',
  },
});
