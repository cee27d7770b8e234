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
};

/** The frame's words in a language; English where there are none. */
export function frameWords(language: string): FrameWords {
  return language.split('-')[0] === 'de' ? DE : EN;
}
