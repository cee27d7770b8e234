import { defineErrors } from '#platform/errors/index.ts';

export const voiceErrors = defineErrors({
  'voice.overtaken': {
    status: 409,
    text: '{who} saved the guide after you opened it. Yours was not saved; copy what you wrote, load theirs and join the two.',
  },
  'voice.no_version': { status: 404, text: 'The guide has no version {revision}.' },
  'voice.rule_twice': { status: 400, text: 'Two rules of the guide have the id {id}. Nothing was saved.' },
  'voice.no_example': { status: 404, text: 'There is no such example. It may have been removed.' },
  'voice.no_answer': {
    status: 409,
    text: 'Only an answer of ours to a customer can be kept as an example, as long as both stand. Nothing was kept.',
  },
  'voice.example_unread': {
    status: 409,
    text: 'This was said in private. Read what is left without personal data, change it where it still tells of somebody, and keep it then.',
  },
  'voice.example_taken': { status: 409, text: 'This answer is an example already.' },
  'voice.drafting_off': {
    status: 409,
    text: 'Nobody drafts here: no endpoint is set up, or it is switched off. Owners set it up under Voice.',
  },
  'voice.drafting_private': {
    status: 409,
    text: 'This was said to us alone, and private words do not leave here. Nothing was sent; write the answer yourself.',
  },
  'voice.nothing_asked': { status: 409, text: 'There are no words of the customer to answer.' },
  'voice.no_articles': {
    status: 409,
    text: 'No published article fits to what was asked, so there is nothing to base a draft on. Nothing was sent.',
  },
  'voice.budget_used': {
    status: 429,
    text: 'The drafts of today are used up. Write the answer yourself, or ask an owner for more.',
  },
  'voice.drafting_failed': {
    status: 502,
    text: 'No draft came: {reason} Nothing was changed; write the answer yourself, or try again.',
  },
  'voice.draft_refused': {
    status: 502,
    text: 'The draft was thrown away: {reason} Nothing was changed; write the answer yourself, or try again.',
  },
  'voice.endpoint_incomplete': {
    status: 400,
    text: 'It needs an address and a model to be on. Nothing was changed.',
  },
  'voice.no_account': {
    status: 404,
    text: 'There is no such account of ours. It may have been disconnected.',
  },
});
