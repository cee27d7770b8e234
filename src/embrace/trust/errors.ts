import { defineErrors } from '#platform/errors/index.ts';

export const trustErrors = defineErrors({
  'trust.too_fast': {
    status: 429,
    text: 'At your level of trust, members write {most} {what} a {per}. You can write again in {wait}. Nothing was posted, your text is kept. The limit goes up when you have been here for some days.',
  },
  'trust.may_not': {
    status: 403,
    text: 'At your level of trust, members do not do this yet. Nothing was changed. Be here for some days, and it opens by itself.',
  },
  'trust.formula_invalid': { status: 400, text: 'The formula cannot be used: {reason} Nothing was kept.' },
  'trust.no_member': { status: 404, text: 'There is no member {id}.' },
});
