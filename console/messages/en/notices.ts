export const notices = {
  'notices.text': 'What Rapport has to tell you. A notice disappears by itself when its trouble is over.',
  'notices.empty': 'All is well',
  'notices.all': 'All notices',
  'notices.unread': 'unread',
  'notices.markRead': 'Mark as read',
  'notices.level.info': 'Note',
  'notices.level.warning': 'Warning',
  'notices.level.error': 'Trouble',
} as const;
