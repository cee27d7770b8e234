import { defineErrors } from '#platform/errors/index.ts';

export const routingErrors = defineErrors({
  'routing.rule_not_found': { status: 404, text: 'There is no such rule; it was removed.' },
  'routing.overtaken': {
    status: 409,
    text: 'Somebody else changed the rules meanwhile. Nothing was saved; look at them again and repeat your change.',
  },
  'routing.nothing_to_undo': { status: 409, text: 'There is no change of the rules to take back.' },
  'routing.order_incomplete': {
    status: 422,
    text: 'The new order must name every rule once. Nothing was changed.',
  },
  'routing.does_nothing': {
    status: 422,
    text: 'This rule does nothing. Give it a team, somebody to assign, a label, a status, a case or a notice.',
  },
  'routing.too_many': { status: 422, text: 'There are 200 rules; more are not kept. Nothing was saved.' },
  'routing.person_missing': { status: 422, text: 'Say whom the rule assigns to. Nothing was saved.' },
  'routing.time_missing': {
    status: 422,
    text: 'Say how long nothing must have happened before the rule runs. Nothing was saved.',
  },
  'routing.answers_arrivals': {
    status: 422,
    text: 'A rule answers by itself when a customer writes: let it run on arrivals, or take the answer away. Nothing was saved.',
  },
  'routing.unknown_name': {
    status: 422,
    text: 'The rule names a team or a person that is not there any more ({id}). Nothing was saved.',
  },
});
