import { defineErrors } from '#platform/errors/index.ts';

export const contributionErrors = defineErrors({
  'contributions.no_reply': {
    status: 404,
    text: 'There is no answer of yours that was sent and still stands, with a question before it. Nothing was made.',
  },
  'contributions.not_solved': {
    status: 409,
    text: 'It is not solved with an answer yet. Accept an answer, or solve the case, and try again.',
  },
  'contributions.no_thread': { status: 404, text: 'There is no such thread. Nothing was made.' },
  'contributions.made_already': {
    status: 409,
    text: 'Somebody made this of it already. Nothing was made again; open what is there.',
  },
  'contributions.in_community': {
    status: 409,
    text: 'It was said in the community, so it is a thread already. Nothing was made.',
  },
  'contributions.not_made_here': {
    status: 404,
    text: 'This was not made of something that was said, or is gone already.',
  },
  'contributions.not_yours': {
    status: 403,
    text: 'A colleague made it. Nothing was changed; take it away where it stands.',
  },
  'contributions.answered': {
    status: 409,
    text: 'Others wrote in the thread, so it stays. Delete it under Community, with a reason.',
  },
  'edits.not_found': { status: 404, text: 'There is no such change, or it was taken back.' },
  'edits.no_article': { status: 404, text: 'There is no such article that everybody may read.' },
  'edits.not_yet': {
    status: 403,
    text: 'Your level of trust does not let you suggest changes yet. Read and answer for some days, and it opens by itself.',
  },
  'edits.unchanged': { status: 400, text: 'Nothing differs from the article. Nothing was sent.' },
  'edits.no_reason': { status: 400, text: 'Say in a few words why (up to 500 letters). Nothing was sent.' },
  'edits.bad_text': {
    status: 400,
    text: 'An article needs a title of up to 200 letters and a text of up to 100,000. Nothing was sent.',
  },
  'edits.too_many': {
    status: 429,
    text: 'Ten of your changes wait for an answer. Nothing was sent; try again when some are decided.',
  },
  'edits.overtaken': {
    status: 409,
    text: 'The article was changed meanwhile. Nothing was published; look at both texts and join them.',
  },
  'edits.decided': { status: 409, text: 'Somebody decided about it meanwhile. Load it again.' },
  'edits.form_over': {
    status: 403,
    text: 'The form was too old. Nothing was sent; send it again from here.',
  },
});
