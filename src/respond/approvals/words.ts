import { placeOf } from '#lib/networks/index.ts';
import { inLanguage } from '#ui/site/index.ts';

type Said = readonly [title: string, text: string];

interface Words {
  title: string;
  dear(name: string): string;
  /** Behind the name of who wrote it; `as` is the account. */
  wishes(as: string, network: string): string;
  answers: string;
  reply: string;
  choice(number: number): string;
  approve: string;
  approveChoice: string;
  orReject: string;
  why: string;
  reject: string;
  alone(until: string): string;
  youDid: { approved: string; rejected: string };
  links: Record<'forged' | 'used' | 'expired' | 'over' | 'open', Said>;
  thanks: string;
  done: { approved: string; rejected: string };
  close: string;
  nothing: string;
  back: string;
  isAnswered: string;
  more(count: number): string;
  files: string;
  incomplete: string;
  sayWhy: string;
  errors: Readonly<Record<string, string>>;
}

const EN: Words = {
  title: 'A reply for your approval',
  dear: (name) => `Dear ${name},`,
  wishes: (as, network) =>
    `would like to say this as ${as} ${placeOf(network)}. It leaves only with your approval.`,
  answers: 'What it answers',
  reply: 'The reply',
  choice: (number) => `Choice ${number}`,
  approve: 'Approve',
  approveChoice: 'Approve this choice',
  orReject: 'Or reject it',
  why: 'Why',
  reject: 'Reject',
  alone: (until) =>
    `This page is for you alone. It works once, until ${until} UTC. What you decide is written down with your name.`,
  youDid: { approved: 'You approved the reply.', rejected: 'You rejected the reply.' },
  links: {
    forged: [
      'This link does not work',
      'Its address is not one of ours, or not whole. Open it from the mail again.',
    ],
    used: ['You have decided already', 'The link works once. Nothing was changed now.'],
    expired: [
      'This link has expired',
      'Nothing was decided with it. Ask whoever sent it for a new one if the reply still waits.',
    ],
    over: [
      'Your word is not needed any more',
      'The reply was decided, changed or withdrawn meanwhile, or the link was taken back. If it was changed and still waits for you, a new mail brings a new link.',
    ],
    open: ['Nothing was decided', 'Open the page again and repeat.'],
  },
  thanks: 'Thank you',
  done: {
    approved: 'You approved the reply.',
    rejected: 'You rejected the reply. Its author reads your reason.',
  },
  close: 'You can close this page.',
  nothing: 'Nothing was decided',
  back: 'Back to the reply',
  isAnswered: 'is answered',
  more: (count) =>
    count === 1
      ? 'One more message of this conversation is not shown here.'
      : `${count} more messages of this conversation are not shown here.`,
  files: 'With it:',
  incomplete: 'Something of the form was missing. Nothing was decided; open the page again and repeat.',
  sayWhy: 'Say why, so that the author can do better. Nothing was decided.',
  errors: {},
};

const DE: Words = {
  title: 'Eine Antwort zur Freigabe',
  dear: (name) => `Guten Tag ${name},`,
  wishes: (as, network) =>
    `möchte dies als ${as} ${PLACES[network] ?? `auf ${network}`} sagen. Es geht nur mit Ihrer Freigabe hinaus.`,
  answers: 'Worauf geantwortet wird',
  reply: 'Die Antwort',
  choice: (number) => `Fassung ${number}`,
  approve: 'Freigeben',
  approveChoice: 'Diese Fassung freigeben',
  orReject: 'Oder ablehnen',
  why: 'Warum',
  reject: 'Ablehnen',
  alone: (until) =>
    `Diese Seite ist nur für Sie. Sie gilt einmal, bis ${until} UTC. Was Sie entscheiden, wird mit Ihrem Namen festgehalten.`,
  youDid: { approved: 'Sie haben die Antwort freigegeben.', rejected: 'Sie haben die Antwort abgelehnt.' },
  links: {
    forged: [
      'Dieser Link funktioniert nicht',
      'Seine Adresse ist keine von uns oder unvollständig. Öffnen Sie ihn noch einmal aus der Mail.',
    ],
    used: ['Sie haben schon entschieden', 'Der Link gilt einmal. Jetzt wurde nichts geändert.'],
    expired: [
      'Dieser Link ist abgelaufen',
      'Mit ihm wurde nichts entschieden. Bitten Sie um einen neuen, wenn die Antwort noch wartet.',
    ],
    over: [
      'Ihr Wort wird nicht mehr gebraucht',
      'Die Antwort wurde inzwischen entschieden, geändert oder zurückgezogen, oder der Link wurde zurückgenommen. Wurde sie geändert und wartet noch auf Sie, bringt eine neue Mail einen neuen Link.',
    ],
    open: ['Nichts wurde entschieden', 'Öffnen Sie die Seite noch einmal und wiederholen Sie es.'],
  },
  thanks: 'Vielen Dank',
  done: {
    approved: 'Sie haben die Antwort freigegeben.',
    rejected: 'Sie haben die Antwort abgelehnt. Wer sie schrieb, liest Ihre Begründung.',
  },
  close: 'Sie können diese Seite schließen.',
  nothing: 'Nichts wurde entschieden',
  back: 'Zurück zur Antwort',
  isAnswered: 'wird beantwortet',
  more: (count) =>
    count === 1
      ? 'Eine weitere Nachricht dieses Gesprächs wird hier nicht gezeigt.'
      : `${count} weitere Nachrichten dieses Gesprächs werden hier nicht gezeigt.`,
  files: 'Dazu:',
  incomplete:
    'Im Formular fehlte etwas. Nichts wurde entschieden; öffnen Sie die Seite noch einmal und wiederholen Sie es.',
  sayWhy: 'Sagen Sie, warum, damit es besser werden kann. Nichts wurde entschieden.',
  errors: {
    'approval.over': 'Darüber ist schon entschieden. Ihr Wort wurde nicht gebraucht, nichts wurde geändert.',
    'approval.changed':
      'Die Antwort wurde geändert, während Sie sie lasen. Nichts wurde entschieden; lesen Sie, was dort jetzt steht.',
    'approval.passed': 'Dieser Schritt ist vorbei oder hat noch nicht begonnen. Nichts wurde entschieden.',
    'approval.no_such_text': 'Diesen Text gibt es unter den angebotenen nicht. Nichts wurde entschieden.',
    'approval.authors_turn':
      'Erst soll antworten, wer es schrieb. Sie können entscheiden, wenn die Antwort zurückkommt.',
  },
};

const PLACES: Readonly<Record<string, string>> = {
  bluesky: 'auf Bluesky',
  mastodon: 'auf Mastodon',
  activitypub: 'im Fediverse',
  mail: 'per Mail',
  chat: 'im Chat der Website',
  community: 'in der Community',
  sample: 'im Beispielnetz',
};

/** What the page for somebody without an account says by itself, in a language; English where there are no words. */
export const wordsIn = (language: string): Words => inLanguage(language, { en: EN, de: DE });
