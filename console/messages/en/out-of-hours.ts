export const outOfHours = {
  'outOfHours.title': 'Out of hours',
  'outOfHours.text':
    'Who writes while you are closed is told once when you are back. It is no answer: promises go on, and the conversation stays open.',
  'outOfHours.changing': 'change what is said out of hours',
  'outOfHours.channels': 'Automatic answers by channel',
  'outOfHours.empty.title': 'Nobody is answered by itself',
  'outOfHours.empty.text':
    'Choose a channel below and write what customers are told while you are closed. Rules under Routing can do the same for some of them.',
  'outOfHours.empty.noChannel':
    'Connect a mailbox or an account under Brand accounts, or set up the web chat. Then write here what customers are told while you are closed.',
  'outOfHours.add': 'Add a channel …',
  'outOfHours.remove': 'Remove {channel}',
  'outOfHours.gone': 'an account that is gone',
  'outOfHours.isOn': 'Answer while we are closed',
  'outOfHours.words': 'Words',
  'outOfHours.words.hint':
    '{{back}} is when you open again, by the customer’s clock where it is known. Variables of canned replies work too, such as {{customer.first_name|there}}.',
  'outOfHours.example':
    'Hi {{customer.first_name|there}}, thank you for your message. We are closed at the moment and back {{back}}.',
  'outOfHours.calendar': 'Hours',
  'outOfHours.calendar.usual': 'Those of the team or chat, else the standard calendar',
  'outOfHours.inPublic': 'Also where everybody can read it',
  'outOfHours.inPublic.hint': 'Otherwise only mails, chats and other private messages are answered.',
  'outOfHours.openNow': 'We are open now. It would read, once we are closed:',
  'outOfHours.closedNow': 'We are closed now. It reads:',
  'outOfHours.gaps': 'Never known: {gaps}',
  'outOfHours.tooLong': 'Too long for {networks}',
  'outOfHours.lastWeek.one': 'Last week {answered} of {checked} conversations would have got it.',
  'outOfHours.lastWeek.other': 'Last week {answered} of {checked} conversations would have got it.',
  'outOfHours.saved': 'Saved. It counts for what arrives from now on.',
  'outOfHours.figures': 'In the last seven days',
  'outOfHours.answered.one': '{count} automatic answer was given.',
  'outOfHours.answered.other': '{count} automatic answers were given.',
  'outOfHours.refused': 'Not answered, and why:',
} as const;
