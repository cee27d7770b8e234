import { defineErrors } from '#platform/errors/index.ts';

export const ideaErrors = defineErrors({
  'idea.not_found': { status: 404, text: 'There is no idea {id}, or it is not for everybody.' },
  'idea.no_board': { status: 404, text: 'There is no board {id}. Nothing was changed.' },
  'idea.board_taken': {
    status: 409,
    text: 'There is a board with the address {slug} already. Nothing was changed.',
  },
  'idea.board_used': {
    status: 409,
    text: 'There are ideas on this board. Archive it instead; nothing was changed.',
  },
  'idea.may_not': { status: 403, text: 'You may not do this here. Nothing was changed.' },
  'idea.no_title': { status: 400, text: 'An idea needs a title. Your text was kept.' },
  'idea.title_too_long': {
    status: 400,
    text: 'A title may have {most} letters. Nothing was proposed, your text is kept.',
  },
  'idea.ended': {
    status: 409,
    text: 'This idea has ended, so nobody votes for it any more. Nothing was changed.',
  },
  'idea.no_votes_left': {
    status: 409,
    text: 'You have {most} votes, and all of them are with ideas that are still open. Take one back, or wait until one ends. Nothing was changed.',
  },
  'idea.voted': { status: 409, text: 'This person has voted for the idea already. Nothing was changed.' },
  'idea.no_voter': { status: 400, text: 'Nobody is known behind this. Nothing was changed.' },
  'idea.no_vote': { status: 404, text: 'There is no such vote. It may have been taken back.' },
  'idea.own_thanks': { status: 400, text: 'One does not thank oneself. Nothing was changed.' },
  'idea.no_comment': { status: 404, text: 'There is no such comment.' },
  'idea.same': { status: 400, text: 'Choose another idea to merge into. Nothing was changed.' },
  'idea.merged': {
    status: 409,
    text: 'This idea was merged into another one. Undo that first; nothing was changed.',
  },
  'idea.no_merge': {
    status: 409,
    text: 'This was undone already, or something was merged since. Nothing was changed.',
  },
  'idea.no_entry': { status: 404, text: 'There is no entry {id} in the changelog.' },
  'idea.no_post': { status: 404, text: 'There is no such post, or it was deleted. Nothing was changed.' },
  'idea.private_post': {
    status: 409,
    text: 'What was written to you alone becomes no idea. Write one in words of your own and vote on behalf of the customer.',
  },
  'idea.no_consent': {
    status: 400,
    text: 'Say in which post of the same author consent was given, or how else. Nothing was changed.',
  },
  'idea.no_conversation': {
    status: 409,
    text: 'There is no conversation in which the author could be answered.',
  },
  'idea.no_account': {
    status: 409,
    text: 'The account that would answer on {network} is not connected, and no other speaks in its place. Connect it in the settings.',
  },
  'idea.import_wrong': { status: 400, text: 'The file was not read: {reason} Nothing was changed.' },
});
