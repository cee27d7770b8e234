import { defineErrors } from '#platform/errors/index.ts';

export const approvalErrors = defineErrors({
  'approval.not_found': { status: 404, text: 'There is no approval {id}.' },
  'approval.over': {
    status: 409,
    text: 'This is decided already: {what}. Your word was not needed and nothing was changed.',
  },
  'approval.own': {
    status: 403,
    text: 'Nobody approves his own reply. Somebody else who is asked has to decide.',
  },
  'approval.not_asked': {
    status: 403,
    text: 'You are not among those who are asked in this step. Nothing was changed.',
  },
  'approval.changed': {
    status: 409,
    text: 'The reply was changed while you looked at it. Nothing was decided; read what it says now.',
  },
  'approval.passed': {
    status: 409,
    text: 'This step is over or has not begun. Nothing was decided; look where the reply stands.',
  },
  'approval.authors_turn': {
    status: 409,
    text: 'The author was asked to answer first. You can decide when the reply comes back.',
  },
  'approval.not_author': { status: 403, text: 'Only who wrote the reply can do this.' },
  'approval.nothing_new': { status: 409, text: 'That is what stands there already. Nothing was changed.' },
  'approval.nobody': {
    status: 409,
    text: 'Nobody but you could approve this reply ({step}), so it would wait for ever. Nothing was sent; your text is kept. Ask a lead to add somebody, or a stand-in.',
  },
  'approval.no_such_text': { status: 400, text: 'There is no such text among those that are offered.' },
  'approval.not_stopped': {
    status: 409,
    text: 'Only an approved reply that could not leave is handed over again.',
  },
  'approval.policy_not_found': { status: 404, text: 'There is no policy {id}.' },
  'approval.order_incomplete': {
    status: 400,
    text: 'The order must name every policy once. Nothing was changed.',
  },
  'approval.who_unknown': {
    status: 400,
    text: '{who} is not known any more. Nothing was saved; choose somebody else.',
  },
  'approval.person_unknown': { status: 404, text: 'There is nobody {id} on the staff.' },
  'approval.link_not_found': { status: 404, text: 'There is no link {id}.' },
  'approval.link_own': {
    status: 403,
    text: 'This address belongs to the author of the reply, and nobody approves his own. No link was made.',
  },
});
