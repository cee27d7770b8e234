export const search = {
  'search.kind.conversation': 'Conversations',
  'search.kind.case': 'Cases',
  'search.kind.person': 'People',
  'search.kind.reply': 'Our replies',
  'search.kind.note': 'Notes',
  'search.kind.article': 'Help articles',
  'search.kind.canned': 'Canned replies',
  'shell.key.search': 'Search everything',
} as const;
