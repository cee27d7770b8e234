/** What members' pages say, in English; other languages have the same keys. */
export const EN = {
  community: 'Community',
  signIn: 'Sign in',
  signInText: 'We mail you a link that signs you in. No password needed.',
  join: 'Join',
  joinText: 'Tell us your mail address. We mail you a link; then you choose a name.',
  mail: 'Mail address',
  sendLink: 'Mail me a link',
  sentTitle: 'Look into your mail',
  sentText:
    'If the address is right, a link is on its way. It works once, for 30 minutes. Nothing came? Look among the unwanted mail, or ask again in a few minutes.',
  notMember: 'Not a member yet?',
  alreadyMember: 'A member already?',
  enterTitle: 'Welcome back',
  enterText: (name: string) => `You are about to sign in as ${name}.`,
  enter: 'Sign in',
  chooseTitle: 'Choose your name',
  chooseText: 'Others see it beside what you write. Your mail address is never shown.',
  handle: 'Name in addresses and mentions',
  handleHint: '3 to 30 letters from a to z, digits, - or _.',
  displayName: 'Name that is shown',
  displayNameHint: 'Your own or any other; leave it empty to take the one above.',
  create: 'Create my account',
  overTitle: 'This link is over',
  overText: 'It was used already, or is older than 30 minutes.',
  newLink: 'Get a new link',
  closedJoin: 'The community takes no new members at the moment.',
  notDone: 'That did not work',
  back: 'Back',
  signedOut: 'You are signed out.',
  signOut: 'Sign out',
  signOutText: 'This device forgets you. Your other devices stay signed in.',
  closedTitle: 'Not open',
  closedText: 'There is no community here.',
  notFoundTitle: 'This page is not there',
  notFoundText: 'It may have moved, or the member left.',
  tooMany: (seconds: number) =>
    `Too many attempts. Nothing was changed; try again in ${Math.max(1, Math.ceil(seconds / 60))} minutes.`,
  mailSubject: (community: string) => `Your link to ${community}`,
  mailText: (community: string, link: string) =>
    `Open this link to go on to ${community}. It works once, for 30 minutes.\n\n${link}\n\nYou did not ask for it? Then ignore this mail: nothing happens without the link.\n`,
  errors: {
    'member.handle_taken': 'This name is taken, or looks like one that is. Choose another one.',
    'member.handle_invalid':
      'A name has 3 to 30 letters from a to z, digits, - or _, and begins and ends with a letter or digit.',
    'member.name_reserved':
      'This name belongs to the company or its people, or looks like one of theirs. Choose another one.',
    'member.name_invalid': 'A name has 1 to 60 characters that can be seen.',
    'member.ticket_over': 'This link was used already, or is older than 30 minutes.',
    'member.mail_invalid': 'This is no mail address. Nothing was sent.',
    'member.form_over': 'The form was too old. Nothing was kept; repeat it here.',
    'member.closed': 'The community takes no new members at the moment.',
    'member.way_closed': 'This way to sign in is not open here.',
  } as Readonly<Record<string, string>>,
};

export type Words = typeof EN;
