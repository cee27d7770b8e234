import { inLanguage } from '../language.ts';

/** What the frame says by itself. */
export interface FrameWords {
  skip: string;
  sections: string;
  account: string;
  languages: string;
  signIn: string;
  join: string;
  signOut: string;
  yourPages: string;
  home: string;
  search: string;
  searchAll: string;
  more: string;
}

const EN: FrameWords = {
  skip: 'Skip to the content',
  sections: 'Sections',
  account: 'Your account',
  languages: 'Languages',
  signIn: 'Sign in',
  join: 'Join',
  signOut: 'Sign out',
  yourPages: 'Your settings',
  home: 'To the start',
  search: 'Search',
  searchAll: 'Search everything',
  more: 'More about us',
};

const DE: FrameWords = {
  skip: 'Zum Inhalt',
  sections: 'Bereiche',
  account: 'Ihr Konto',
  languages: 'Sprachen',
  signIn: 'Anmelden',
  join: 'Mitmachen',
  signOut: 'Abmelden',
  yourPages: 'Ihre Einstellungen',
  home: 'Zum Anfang',
  search: 'Suchen',
  searchAll: 'Überall suchen',
  more: 'Mehr über uns',
};

/** The frame's words in a language; English where there are none. */
export function frameWords(language: string): FrameWords {
  return inLanguage(language, { en: EN, de: DE });
}
