import type { Words } from './en.ts';

export const DE: Words = {
  title: 'Mitteilungen',
  bell: (count) => (count === 0 ? 'Mitteilungen' : `Mitteilungen, ${count} ungelesen`),
  unread: 'Ungelesen',
  read: 'Gelesen',
  all: 'Alle',
  which: 'Auswahl',
  isNew: 'Neu',
  nothing: {
    unread: 'Nichts Neues. Was andere Ihnen antworten, steht hier.',
    read: 'Sie haben hier noch nichts gelesen.',
    all: 'Noch nichts. Was andere Ihnen antworten, steht hier.',
  },
  markRead: 'Als gelesen markieren',
  markUnread: 'Als ungelesen markieren',
  markAll: 'Alle als gelesen markieren',
  older: 'Ältere',
  choose: 'Wählen Sie, wovon Sie hören',
  formOver: 'Das Formular war zu alt. Nichts wurde geändert; hier geht es noch einmal.',
};
