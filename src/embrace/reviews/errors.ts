import { defineErrors } from '#platform/errors/index.ts';

export const reviewErrors = defineErrors({
  'review.no_product': { status: 404, text: 'There is no product {id}. Nothing was changed.' },
  'review.not_found': { status: 404, text: 'There is no review {id}. Nothing was changed.' },
  'review.archived': {
    status: 409,
    text: 'This product is not sold any more and takes no new reviews. Your text was kept.',
  },
  'review.product_taken': {
    status: 409,
    text: 'Another product has this address or this number already. Nothing was changed.',
  },
  'review.may_not': { status: 403, text: 'You may not do this here. Nothing was changed.' },
  'review.no_stars': { status: 400, text: 'Choose one to five stars. Your text was kept.' },
  'review.no_title': { status: 400, text: 'A review needs a title. Your text was kept.' },
  'review.title_too_long': {
    status: 400,
    text: 'A title may have {most} letters. Nothing was published, your text is kept.',
  },
  'review.no_name': { status: 400, text: 'Say how you want to be called. Your text was kept.' },
  'review.name_reserved': {
    status: 400,
    text: '“{name}” looks like a name of the company. Choose another one. Your text was kept.',
  },
  'review.too_many_photos': { status: 400, text: 'A review may have {most} photos. Nothing was changed.' },
  'review.no_photo': {
    status: 400,
    text: '“{name}” is no picture that can be shown. Send JPEG, PNG, WebP or GIF. Nothing was changed.',
  },
  'review.removed': {
    status: 409,
    text: 'Your review of this product was removed by the team, for the reason that you were told, so it cannot be changed. Nothing was published.',
  },
  'review.not_shown': { status: 409, text: 'This review is not shown at the moment. Nothing was changed.' },
  'review.is_removed': {
    status: 409,
    text: 'This review was removed already, or its author withdrew it. Nothing was changed.',
  },
  'review.own_vote': { status: 400, text: 'One does not vote for one’s own review. Nothing was changed.' },
  'review.answered': {
    status: 409,
    text: 'This review has the company’s answer already. Change it under Reviews; nothing was sent.',
  },
  'review.link_unknown': {
    status: 404,
    text: 'This link is not known, or somebody has used it. Nothing was changed.',
  },
  'review.import_wrong': { status: 400, text: 'The file was not read: {reason} Nothing was changed.' },
});
