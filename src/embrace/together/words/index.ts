import { inLanguage } from '#ui/site/index.ts';

const EN = {
  title: 'People with the same problem',
  beside: 'Meet people with the same problem',
  text: 'If you wish, others with this problem see your name and can write to you here, and you see theirs. Only those who wish it themselves take part.',
  notYours: 'Say first below the question that you have this problem, too (“Same here”).',
  join: 'Introduce me',
  leave: 'Take part no longer',
  alone: 'Nobody else wishes it yet. You are told when somebody does.',
  others: (count: number) => (count === 1 ? 'One other person wishes it.' : `${count} others wish it.`),
  among: 'Taking part with you',
  messages: 'Messages',
  none: 'Nobody has written yet.',
  write: 'Your message',
  hint: 'Everybody who takes part reads it. Up to 2,000 letters.',
  send: 'Send',
  silenced: 'You may read, but not write.',
  errors: {
    'together.not_yours': 'Say first that you have this problem, too (“Same here” below the question).',
    'together.not_open': 'You do not take part (any more). Nothing was sent.',
    'together.bad_text': 'A message has 1 to 2,000 letters. Nothing was sent.',
    'together.too_fast': 'That was a lot at once. Nothing was sent; try again in a minute.',
    'together.form_over': 'The form was too old. Nothing was sent; repeat it here.',
  } as Readonly<Record<string, string>>,
};

export type Words = typeof EN;

const DE: Words = {
  title: 'Menschen mit demselben Problem',
  beside: 'Menschen mit demselben Problem kennenlernen',
  text: 'Wenn Sie möchten, sehen andere mit diesem Problem Ihren Namen und können Ihnen hier schreiben, und Sie sehen deren Namen. Dabei ist nur, wer es selbst möchte.',
  notYours: 'Sagen Sie zuerst unter der Frage, dass Sie das Problem auch haben („Geht mir auch so“).',
  join: 'Bekannt machen',
  leave: 'Nicht mehr dabei sein',
  alone: 'Bisher möchte es sonst niemand. Sie hören davon, wenn es so weit ist.',
  others: (count) => (count === 1 ? 'Eine andere Person möchte es.' : `${count} andere möchten es.`),
  among: 'Mit Ihnen dabei',
  messages: 'Nachrichten',
  none: 'Noch hat niemand geschrieben.',
  write: 'Ihre Nachricht',
  hint: 'Alle, die dabei sind, lesen sie. Bis zu 2000 Zeichen.',
  send: 'Senden',
  silenced: 'Sie dürfen lesen, aber nicht schreiben.',
  errors: {
    'together.not_yours': 'Sagen Sie zuerst unter der Frage, dass Sie das Problem auch haben.',
    'together.not_open': 'Sie sind nicht (mehr) dabei. Nichts wurde gesendet.',
    'together.bad_text': 'Eine Nachricht hat 1 bis 2000 Zeichen. Nichts wurde gesendet.',
    'together.too_fast': 'Das war viel auf einmal. Nichts wurde gesendet; in einer Minute geht es wieder.',
    'together.form_over': 'Das Formular war zu alt. Nichts wurde gesendet; hier geht es noch einmal.',
  },
};

/** The words of these pages in a language; English where there are none. */
export const wordsIn = (language: string): Words => inLanguage(language, { en: EN, de: DE });
