/** What the help centre says by itself. English where a language is missing. */
interface Words {
  search: string;
  searchFor: string;
  skip: string;
  home: string;
  all: string;
  other: string;
  results: string;
  none: string;
  did: string;
  yes: string;
  no: string;
  thanks: string;
  thanksText: string;
  updated: string;
  related: string;
  language: string;
  onlyIn: string;
  notFound: string;
  notFoundText: string;
  feeds: string;
  contact: string;
}

const EN: Words = {
  search: 'Search',
  searchFor: 'What do you need help with?',
  skip: 'Skip to the content',
  home: 'All topics',
  all: 'Articles',
  other: 'More',
  results: 'Answers for',
  none: 'No article answers this. Try other words, or fewer.',
  did: 'Did this help?',
  yes: 'Yes',
  no: 'No',
  thanks: 'Thank you',
  thanksText: 'Your answer helps us to write better.',
  updated: 'Updated',
  related: 'Related',
  language: 'Languages',
  onlyIn: 'This article is not translated yet.',
  notFound: 'This page is not there',
  notFoundText: 'It may have moved. Search for it, or look through all topics.',
  feeds: 'News of these articles',
  contact: 'Found no answer?',
};

const WORDS: Readonly<Record<string, Partial<Words>>> = {
  de: {
    search: 'Suchen',
    searchFor: 'Wobei brauchen Sie Hilfe?',
    skip: 'Zum Inhalt',
    home: 'Alle Themen',
    all: 'Artikel',
    other: 'Weiteres',
    results: 'Antworten auf',
    none: 'Kein Artikel beantwortet das. Versuchen Sie andere oder weniger Wörter.',
    did: 'Hat das geholfen?',
    yes: 'Ja',
    no: 'Nein',
    thanks: 'Danke',
    thanksText: 'Ihre Antwort hilft uns, besser zu schreiben.',
    updated: 'Geändert',
    related: 'Verwandt',
    language: 'Sprachen',
    onlyIn: 'Dieser Artikel ist noch nicht übersetzt.',
    notFound: 'Diese Seite gibt es nicht',
    notFoundText: 'Vielleicht ist sie umgezogen. Suchen Sie danach oder sehen Sie alle Themen durch.',
    feeds: 'Neues von diesen Artikeln',
    contact: 'Keine Antwort gefunden?',
  },
  fr: {
    search: 'Rechercher',
    searchFor: 'De quoi avez-vous besoin ?',
    skip: 'Aller au contenu',
    home: 'Tous les sujets',
    all: 'Articles',
    other: 'Autres',
    results: 'Réponses pour',
    none: 'Aucun article n’y répond. Essayez d’autres mots, ou moins de mots.',
    did: 'Cela vous a-t-il aidé ?',
    yes: 'Oui',
    no: 'Non',
    thanks: 'Merci',
    thanksText: 'Votre réponse nous aide à mieux écrire.',
    updated: 'Mis à jour',
    related: 'À lire aussi',
    language: 'Langues',
    onlyIn: 'Cet article n’est pas encore traduit.',
    notFound: 'Cette page n’existe pas',
    notFoundText: 'Elle a peut-être changé d’adresse. Cherchez-la, ou parcourez tous les sujets.',
    feeds: 'Nouveautés de ces articles',
    contact: 'Pas de réponse ?',
  },
  es: {
    search: 'Buscar',
    searchFor: '¿En qué podemos ayudar?',
    skip: 'Ir al contenido',
    home: 'Todos los temas',
    all: 'Artículos',
    other: 'Más',
    results: 'Respuestas para',
    none: 'Ningún artículo lo responde. Prueba con otras palabras o con menos.',
    did: '¿Te ha servido?',
    yes: 'Sí',
    no: 'No',
    thanks: 'Gracias',
    thanksText: 'Tu respuesta nos ayuda a escribir mejor.',
    updated: 'Actualizado',
    related: 'Relacionado',
    language: 'Idiomas',
    onlyIn: 'Este artículo aún no está traducido.',
    notFound: 'Esta página no está aquí',
    notFoundText: 'Puede que se haya movido. Búscala o mira todos los temas.',
    feeds: 'Novedades de estos artículos',
    contact: '¿No hay respuesta?',
  },
};

export function wordsIn(language: string): Words {
  return { ...EN, ...WORDS[language.split('-')[0]!] };
}
