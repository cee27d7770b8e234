export const casePage = {
  'casePage.title': 'The customer’s page',
  'casePage.make': 'Make a link',
  'casePage.link': 'Link for the customer, told only now',
  'casePage.next': 'What happens next',
  'casePage.next.hint': 'Stands on the page; empty says it by status.',
  'casePage.by': 'by {name}',
  'casePage.opened': 'opened',
  'casePage.unopened': 'not opened yet',
  'casePage.revoke': 'Take the link back',
  'casePage.insert': 'Insert the link to their page of the case',
} as const;
