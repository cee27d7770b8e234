import type { CaseDetail } from '#respond/cases/index.ts';
import type { PromiseState } from './ports.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

type Status = CaseDetail['status'];

/** Everything that the page says in one language. */
export interface Words {
  language: Language;
  /** Its own name, for the link that leads to it. */
  name: string;
  title(number: number): string;
  standing: Record<Status, string>;
  next: Record<Status, string>;
  yes: string;
  no: string;
  since: string;
  solved: string;
  hearBy: string;
  promises: string;
  promise: Record<PromiseState, (kind: 'answer' | 'solution', due: string, ended: string) => string>;
  said: string;
  you: string;
  /** For a company without a name. */
  us: string;
  nothing: string;
  events: Record<
    'wrote' | 'file' | 'reopened' | 'rated' | 'no-call',
    (text: string, rating: number) => string
  >;
  add: string;
  message: string;
  file: string;
  send: string;
  notSolved: string;
  missing: string;
  openAgain: string;
  rate: string;
  best: string;
  why: string;
  ratings: readonly [string, string, string, string, string];
  call: string;
  noCall: string;
  until(day: string): string;
  done: Record<'wrote' | 'reopened' | 'rated' | 'no-call', string>;
  noCase: string;
  notThere: string;
  expired: string;
  notSent: string;
  back: string;
  incomplete: string;
  /** By the code of an error; `other` for the rest. */
  refused: Record<string, string>;
  /** Above a page that a colleague looks at before its customer. */
  preview: string;
}

const english: Words = {
  language: 'en',
  name: 'English',
  title: (number) => `Your case ${number}`,
  standing: {
    open: 'We are working on it',
    waiting: 'We are waiting for you',
    solved: 'Solved',
    closed: 'Closed',
  },
  next: {
    open: 'We are working on it and will write to you.',
    waiting: 'We are waiting for your answer. Write to us below, or where we wrote to you.',
    solved: 'For us this is solved. If it is not for you, open it again below.',
    closed: 'This is closed. If something is missing, open it again below.',
  },
  yes: 'yes',
  no: 'no',
  since: 'Since',
  solved: 'Solved',
  hearBy: 'You hear from us by',
  promises: 'What we promised',
  promise: {
    running: (kind, due) => `We promised ${ofEnglish(kind)} by ${due}.`,
    late: (kind, due) => `We promised ${ofEnglish(kind)} by ${due}. We are late, and sorry.`,
    resting: (kind) => `We promised ${ofEnglish(kind)}. The clock rests while we wait for you.`,
    kept: (kind, due, ended) => `We promised ${ofEnglish(kind)} by ${due}, and it came ${ended}: kept.`,
    missed: (kind, due, ended) =>
      `We promised ${ofEnglish(kind)} by ${due}. It came ${ended}: missed, and we are sorry.`,
  },
  said: 'What was said',
  you: 'You',
  us: 'We',
  nothing: 'Nothing to show yet.',
  events: {
    wrote: (text) => text,
    file: (text) => `Sent the file ${text}`,
    reopened: (text) => `Opened it again. ${text}`,
    rated: (text, rating) => `${rating} of 5. ${text}`,
    'no-call': (text) => `Nobody called back. ${text}`,
  },
  add: 'Add something',
  message: 'Your message',
  file: 'A photo, video or document',
  send: 'Send',
  notSolved: 'Not solved?',
  missing: 'What is missing',
  openAgain: 'Open it again',
  rate: 'How did we do?',
  best: '5 is best',
  why: 'Why',
  ratings: ['bad', 'poor', 'all right', 'good', 'very good'],
  call: 'Did we promise to call?',
  noCall: 'Nobody called me back',
  until: (day) => `This page works until ${day} for everybody who has the link. Times are in UTC.`,
  done: {
    wrote: 'Thank you. It is in your case, and we read it.',
    reopened: 'Your case is open again.',
    rated: 'Thank you for telling us.',
    'no-call': 'We are sorry. Whoever leads the team knows of it now, and your case is open.',
  },
  noCase: 'No case',
  notThere: 'This page is not there',
  expired: 'Its link has expired or was taken back. Answer where we wrote to you, and we send a new one.',
  notSent: 'Not sent',
  back: 'Back to your case',
  incomplete: 'Something of the form was missing. Nothing was kept; open the page again and repeat.',
  refused: {},
  preview: 'A preview: this is what the customer will see. Nothing can be sent from here.',
};

const german: Words = {
  language: 'de',
  name: 'Deutsch',
  title: (number) => `Ihr Fall ${number}`,
  standing: {
    open: 'Wir arbeiten daran',
    waiting: 'Wir warten auf Sie',
    solved: 'Gelöst',
    closed: 'Abgeschlossen',
  },
  next: {
    open: 'Wir arbeiten daran und schreiben Ihnen.',
    waiting:
      'Wir warten auf Ihre Antwort. Schreiben Sie uns unten oder dort, wo wir Ihnen geschrieben haben.',
    solved: 'Für uns ist das gelöst. Falls es das für Sie nicht ist, öffnen Sie den Fall unten wieder.',
    closed: 'Dieser Fall ist abgeschlossen. Falls etwas fehlt, öffnen Sie ihn unten wieder.',
  },
  yes: 'ja',
  no: 'nein',
  since: 'Seit',
  solved: 'Gelöst',
  hearBy: 'Sie hören von uns bis',
  promises: 'Was wir versprochen haben',
  promise: {
    running: (kind, due) => `Wir haben ${ofGerman(kind)} bis ${due} versprochen.`,
    late: (kind, due) =>
      `Wir haben ${ofGerman(kind)} bis ${due} versprochen. Wir sind zu spät; das tut uns leid.`,
    resting: (kind) => `Wir haben ${ofGerman(kind)} versprochen. Die Uhr ruht, solange wir auf Sie warten.`,
    kept: (kind, due, ended) =>
      `Wir haben ${ofGerman(kind)} bis ${due} versprochen; sie kam ${ended}: gehalten.`,
    missed: (kind, due, ended) =>
      `Wir haben ${ofGerman(kind)} bis ${due} versprochen. Sie kam ${ended}: nicht gehalten. Das tut uns leid.`,
  },
  said: 'Was gesagt wurde',
  you: 'Sie',
  us: 'Wir',
  nothing: 'Noch nichts zu sehen.',
  events: {
    wrote: (text) => text,
    file: (text) => `Hat die Datei ${text} geschickt`,
    reopened: (text) => `Wieder geöffnet. ${text}`,
    rated: (text, rating) => `${rating} von 5. ${text}`,
    'no-call': (text) => `Niemand hat zurückgerufen. ${text}`,
  },
  add: 'Etwas hinzufügen',
  message: 'Ihre Nachricht',
  file: 'Ein Foto, Video oder Dokument',
  send: 'Senden',
  notSolved: 'Nicht gelöst?',
  missing: 'Was fehlt',
  openAgain: 'Wieder öffnen',
  rate: 'Wie waren wir?',
  best: '5 ist am besten',
  why: 'Warum',
  ratings: ['schlecht', 'mäßig', 'in Ordnung', 'gut', 'sehr gut'],
  call: 'Haben wir einen Anruf versprochen?',
  noCall: 'Niemand hat mich zurückgerufen',
  until: (day) => `Diese Seite gilt bis ${day} für alle, die den Link haben. Zeiten sind in UTC.`,
  done: {
    wrote: 'Danke. Es steht in Ihrem Fall, und wir lesen es.',
    reopened: 'Ihr Fall ist wieder offen.',
    rated: 'Danke, dass Sie es uns gesagt haben.',
    'no-call': 'Das tut uns leid. Wer das Team leitet, weiß es jetzt, und Ihr Fall ist offen.',
  },
  noCase: 'Kein Fall',
  notThere: 'Diese Seite gibt es nicht',
  expired:
    'Ihr Link ist abgelaufen oder wurde zurückgenommen. Antworten Sie dort, wo wir Ihnen geschrieben haben; wir schicken einen neuen.',
  notSent: 'Nicht gesendet',
  back: 'Zurück zu Ihrem Fall',
  incomplete:
    'Etwas vom Formular fehlte. Nichts wurde gespeichert; öffnen Sie die Seite noch einmal und versuchen Sie es erneut.',
  refused: {
    'case_page.too_often':
      'Heute wurde hier schon viel geschrieben. Nichts wurde gespeichert; versuchen Sie es morgen wieder, oder schreiben Sie dort, wo wir Ihnen geschrieben haben.',
    'file.too_large': 'Die Datei ist zu groß. Nichts wurde gespeichert; schicken Sie eine kleinere.',
    other:
      'Das ging nicht, und nichts wurde gespeichert. Versuchen Sie es noch einmal, oder schreiben Sie uns.',
  },
  preview: 'Vorschau: So sieht es der Kunde. Von hier kann nichts gesendet werden.',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: english, de: german };

/** The first of these that the page speaks, by their base (`de-AT` is German); English where it speaks none. */
export function languageFor(wished: readonly (string | null | undefined)[]): Language {
  const bases = wished.map((tag) => tag?.trim().toLowerCase().split(/[-_]/)[0]);
  return bases.map((base) => LANGUAGES.find((language) => language === base)).find(Boolean) ?? 'en';
}

/** A day, and a moment, in UTC, as the language writes them. */
export function dayIn({ language }: Words, iso: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(iso));
}

export function momentIn({ language }: Words, iso: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(iso));
}

function ofEnglish(kind: 'answer' | 'solution'): string {
  return kind === 'answer' ? 'an answer' : 'a solution';
}

function ofGerman(kind: 'answer' | 'solution'): string {
  return kind === 'answer' ? 'eine Antwort' : 'eine Lösung';
}
