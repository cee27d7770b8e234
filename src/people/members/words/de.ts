import type { Words } from './en.ts';

export const DE: Words = {
  community: 'Community',
  signIn: 'Anmelden',
  signInText: 'Wir schicken Ihnen einen Link, der Sie anmeldet. Ein Passwort brauchen Sie nicht.',
  join: 'Mitmachen',
  joinText: 'Nennen Sie uns Ihre E-Mail-Adresse. Wir schicken einen Link; dann wählen Sie einen Namen.',
  mail: 'E-Mail-Adresse',
  sendLink: 'Link schicken',
  sentTitle: 'Sehen Sie in Ihre Post',
  sentText:
    'Wenn die Adresse stimmt, ist ein Link unterwegs. Er gilt einmal und 30 Minuten lang. Nichts gekommen? Sehen Sie bei der unerwünschten Post nach, oder fragen Sie in einigen Minuten noch einmal.',
  notMember: 'Noch nicht dabei?',
  alreadyMember: 'Schon dabei?',
  enterTitle: 'Willkommen zurück',
  enterText: (name) => `Sie melden sich als ${name} an.`,
  enter: 'Anmelden',
  chooseTitle: 'Wählen Sie einen Namen',
  chooseText: 'Andere sehen ihn neben dem, was Sie schreiben. Ihre E-Mail-Adresse wird nie gezeigt.',
  handle: 'Name in Adressen und Erwähnungen',
  handleHint: '3 bis 30 Buchstaben von a bis z, Ziffern, - oder _.',
  displayName: 'Name, der gezeigt wird',
  displayNameHint: 'Ihr eigener oder ein anderer; leer gilt der Name darüber.',
  create: 'Konto anlegen',
  overTitle: 'Dieser Link gilt nicht mehr',
  overText: 'Er wurde schon benutzt oder ist älter als 30 Minuten.',
  newLink: 'Neuen Link holen',
  closedJoin: 'Die Community nimmt gerade keine neuen Mitglieder auf.',
  notDone: 'Das hat nicht geklappt',
  back: 'Zurück',
  signedOut: 'Sie sind abgemeldet.',
  signOut: 'Abmelden',
  signOutText: 'Dieses Gerät vergisst Sie. Ihre anderen Geräte bleiben angemeldet.',
  closedTitle: 'Nicht geöffnet',
  closedText: 'Hier gibt es keine Community.',
  notFoundTitle: 'Diese Seite gibt es nicht',
  notFoundText: 'Vielleicht ist sie umgezogen, oder das Mitglied ist gegangen.',
  tooMany: (seconds) =>
    `Zu viele Versuche. Nichts wurde geändert; in ${Math.max(1, Math.ceil(seconds / 60))} Minuten geht es wieder.`,
  mailSubject: (community) => `Ihr Link zu ${community}`,
  mailText: (community, link) =>
    `Mit diesem Link geht es weiter zu ${community}. Er gilt einmal und 30 Minuten lang.\n\n${link}\n\nSie haben ihn nicht verlangt? Dann lassen Sie diese Mail liegen: Ohne den Link geschieht nichts.\n`,
  errors: {
    'member.handle_taken':
      'Dieser Name ist vergeben oder sieht aus wie ein vergebener. Wählen Sie einen anderen.',
    'member.handle_invalid':
      'Ein Name hat 3 bis 30 Buchstaben von a bis z, Ziffern, - oder _ und beginnt und endet mit Buchstabe oder Ziffer.',
    'member.name_reserved':
      'Dieser Name gehört der Firma oder ihren Leuten oder sieht so aus. Wählen Sie einen anderen.',
    'member.name_invalid': 'Ein Name hat 1 bis 60 sichtbare Zeichen.',
    'member.ticket_over': 'Dieser Link wurde schon benutzt oder ist älter als 30 Minuten.',
    'member.mail_invalid': 'Das ist keine E-Mail-Adresse. Nichts wurde geschickt.',
    'member.form_over': 'Das Formular war zu alt. Nichts wurde gespeichert; wiederholen Sie es hier.',
    'member.closed': 'Die Community nimmt gerade keine neuen Mitglieder auf.',
    'member.way_closed': 'Dieser Weg der Anmeldung ist hier nicht offen.',
  },
};
