import { defineErrors } from '#platform/errors/index.ts';

export const moderationErrors = defineErrors({
  'moderation.refused': {
    status: 422,
    text: 'This cannot be posted here: {reason} Nothing was posted, your text is kept.',
  },
  'moderation.too_many_links': {
    status: 422,
    text: 'At your level of trust, a post may have {most} links; yours has {count}. Nothing was posted, your text is kept.',
  },
  'moderation.too_many_images': {
    status: 422,
    text: 'At your level of trust, a post may have {most} pictures; yours has {count}. Nothing was posted, your text is kept.',
  },
  'moderation.too_many_mentions': {
    status: 422,
    text: 'At your level of trust, a post may call {most} people; yours calls {count}. Nothing was posted, your text is kept.',
  },
});
