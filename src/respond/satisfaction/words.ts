import { chooseLanguage, inLanguage } from '#ui/site/index.ts';

interface Words {
  title: string;
  why: string;
  send: string;
  stop: string;
  stopped: string;
  yes: string;
  no: string;
  answered(rating: number): string;
  gone: string;
  goneText: string;
  refused: string;
  incomplete: string;
  errors: Readonly<Record<string, string>>;
}

const EN: Words = {
  title: 'How did we do?',
  why: 'Why (if you like)',
  send: 'Send',
  stop: 'Do not ask me again',
  stopped: 'We do not ask you again',
  yes: 'Yes',
  no: 'No',
  answered: (rating) => `Your answer: ${rating} of 5.`,
  gone: 'This page is not there',
  goneText: 'Its link has expired, or never was. Nothing was kept.',
  refused: 'Not sent',
  incomplete: 'Something of the form was missing. Nothing was kept; open the page again.',
  errors: {},
};

const DE: Words = {
  title: 'Wie waren wir?',
  why: 'Warum (wenn Sie mögen)',
  send: 'Absenden',
  stop: 'Fragen Sie mich nicht mehr',
  stopped: 'Wir fragen Sie nicht mehr',
  yes: 'Ja',
  no: 'Nein',
  answered: (rating) => `Ihre Antwort: ${rating} von 5.`,
  gone: 'Diese Seite gibt es nicht',
  goneText: 'Ihr Link ist abgelaufen oder war nie gültig. Nichts wurde gespeichert.',
  refused: 'Nicht gesendet',
  incomplete: 'Im Formular fehlte etwas. Nichts wurde gespeichert; öffnen Sie die Seite noch einmal.',
  errors: {
    'satisfaction.answered':
      'Sie haben schon geantwortet. Nichts wurde geändert; es gilt, was Sie beim ersten Mal gesagt haben.',
  },
};

/** What the page of the question says by itself, in a language; English where there are no words. */
export const wordsIn = (language: string): Words => inLanguage(language, { en: EN, de: DE });

/** What the page itself speaks: as the question does, else as the browser asks for. */
export function spokenTo({ accepts }: { accepts: string }, question = ''): 'en' | 'de' {
  const own = question.split('-')[0];
  if (own === 'en' || own === 'de') return own;
  return chooseLanguage(accepts, ['en', 'de']) === 'de' ? 'de' : 'en';
}
