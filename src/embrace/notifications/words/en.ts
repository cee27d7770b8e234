/** What pages and mails of notifications say, in English; other languages have the same keys. */
export const EN = {
  title: 'Notifications',
  bell: (count: number) => (count === 0 ? 'Notifications' : `Notifications, ${count} not read`),
  unread: 'Unread',
  read: 'Read',
  all: 'All',
  which: 'Which ones',
  isNew: 'New',
  nothing: {
    unread: 'Nothing new. What others answer you stands here.',
    read: 'You have read nothing here yet.',
    all: 'Nothing yet. What others answer you stands here.',
  },
  markRead: 'Mark as read',
  markUnread: 'Mark as unread',
  markAll: 'Mark all as read',
  older: 'Older ones',
  choose: 'Choose what you hear of',
  formOver: 'The form was too old. Nothing was changed; repeat it here.',
};

export type Words = typeof EN;
