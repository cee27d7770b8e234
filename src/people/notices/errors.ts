import { defineErrors } from '#platform/errors/index.ts';

export const noticeErrors = defineErrors({
  'notice.not_found': { status: 404, text: 'This notice does not exist any more, or is not for you.' },
});
