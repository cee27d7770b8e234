import { inLanguage } from '#ui/site/index.ts';
import type { Span } from '#embrace/trust/index.ts';
import type { Honour } from './domain.ts';
import type { Move } from './schema.ts';

interface Words {
  tab: string;
  title: string;
  intro: string;
  none: string;
  ranks: string;
  badges: string;
  fromPoints(points: number): string;
  byHand: string;
  holders(count: number): string;
  pointsAre(accepted: number, thanks: number): string;
  ofMember: string;
  boardTitle: string;
  boardIntro: string;
  boardOff: string;
  boardEmpty: string;
  spans: Record<Span, string>;
  spansLabel: string;
  place: string;
  member: string;
  accepted: string;
  thanks: string;
  points: string;
  notOn: string;
  isOn: string;
  noPoints: string;
  choose: string;
  join: string;
  leave: string;
  joined: string;
  left: string;
  formOver: string;
  yours: string;
  yoursNone: string;
  yourPoints(points: number): string;
  nextRank(name: string, points: number): string;
  since(day: string): string;
  gone: string;
  revoked: string;
  why: string;
  moves: Record<Move, string>;
  byRules: string;
  byTeam: string;
  all: string;
  noticeLabel: string;
  toldBadge(name: string): string;
  toldRank(name: string): string;
  toldRevoked(name: string): string;
}

const EN: Words = {
  tab: 'Badges',
  title: 'Badges and ranks',
  intro: 'What members are honoured with here: for what helps others, not for writing much.',
  none: 'There are no badges yet.',
  ranks: 'Ranks',
  badges: 'Badges',
  fromPoints: (points) => `from ${points} points`,
  byHand: 'given by the team',
  holders: (count) =>
    count === 0 ? 'nobody has it yet' : count === 1 ? 'one member has it' : `${count} members have it`,
  pointsAre: (accepted, thanks) =>
    `An accepted answer counts ${accepted}, thanks count ${thanks}. Only you see your points, unless you stand on the leader board.`,
  ofMember: 'Badges',
  boardTitle: 'Leader board',
  boardIntro: 'Who helped others most. Only members who wish it stand here.',
  boardOff: 'There is no leader board here.',
  boardEmpty: 'Nobody stands here yet.',
  spans: { week: 'This week', month: 'This month', year: 'This year', all: 'Ever' },
  spansLabel: 'Time',
  place: 'Place',
  member: 'Member',
  accepted: 'Accepted answers',
  thanks: 'Thanks',
  points: 'Points',
  notOn: 'You do not stand on it.',
  isOn: 'You stand on it.',
  noPoints: 'You stand on it, with no points yet in this time.',
  choose: 'Choose whether you do',
  join: 'Show me on the leader board',
  leave: 'Take me off the leader board',
  joined: 'You stand on the leader board now.',
  left: 'You do not stand on the leader board any more.',
  formOver: 'The form was too old. Please send it again.',
  yours: 'Your badges',
  yoursNone: 'You have none yet. They come by themselves.',
  yourPoints: (points) => `You have ${points === 1 ? 'one point' : `${points} points`} for help.`,
  nextRank: (name, points) => `“${name}” begins at ${points}.`,
  since: (day) => `since ${day}`,
  gone: 'you have it no longer',
  revoked: 'taken away by the team',
  why: 'Why?',
  moves: { given: 'Given', taken: 'Taken back', revoked: 'Taken away', freed: 'Rules decide again' },
  byRules: 'by its rule',
  byTeam: 'by the team',
  all: 'All badges and ranks',
  noticeLabel: 'Badges and ranks I am given',
  toldBadge: (name) => `You have a new badge: “${name}”`,
  toldRank: (name) => `You have a new rank: “${name}”`,
  toldRevoked: (name) => `The team took “${name}” away from you`,
};

const DE: Words = {
  tab: 'Abzeichen',
  title: 'Abzeichen und Ränge',
  intro: 'Womit Mitglieder hier geehrt werden: für das, was anderen hilft, nicht für viele Beiträge.',
  none: 'Es gibt noch keine Abzeichen.',
  ranks: 'Ränge',
  badges: 'Abzeichen',
  fromPoints: (points) => `ab ${points} Punkten`,
  byHand: 'vom Team verliehen',
  holders: (count) =>
    count === 0
      ? 'noch niemand hat es'
      : count === 1
        ? 'ein Mitglied hat es'
        : `${count} Mitglieder haben es`,
  pointsAre: (accepted, thanks) =>
    `Eine angenommene Antwort zählt ${accepted}, ein Dank zählt ${thanks}. Nur Sie sehen Ihre Punkte, außer Sie stehen auf der Bestenliste.`,
  ofMember: 'Abzeichen',
  boardTitle: 'Bestenliste',
  boardIntro: 'Wer anderen am meisten geholfen hat. Hier steht nur, wer es wünscht.',
  boardOff: 'Hier gibt es keine Bestenliste.',
  boardEmpty: 'Hier steht noch niemand.',
  spans: { week: 'Diese Woche', month: 'Dieser Monat', year: 'Dieses Jahr', all: 'Insgesamt' },
  spansLabel: 'Zeitraum',
  place: 'Platz',
  member: 'Mitglied',
  accepted: 'Angenommene Antworten',
  thanks: 'Dank',
  points: 'Punkte',
  notOn: 'Sie stehen nicht darauf.',
  isOn: 'Sie stehen darauf.',
  noPoints: 'Sie stehen darauf, in diesem Zeitraum noch ohne Punkte.',
  choose: 'Wählen Sie, ob Sie darauf stehen',
  join: 'Mich auf der Bestenliste zeigen',
  leave: 'Mich von der Bestenliste nehmen',
  joined: 'Sie stehen jetzt auf der Bestenliste.',
  left: 'Sie stehen nicht mehr auf der Bestenliste.',
  formOver: 'Das Formular war zu alt. Bitte senden Sie es noch einmal.',
  yours: 'Ihre Abzeichen',
  yoursNone: 'Sie haben noch keine. Sie kommen von selbst.',
  yourPoints: (points) => `Sie haben ${points === 1 ? 'einen Punkt' : `${points} Punkte`} für Hilfe.`,
  nextRank: (name, points) => `„${name}“ beginnt bei ${points}.`,
  since: (day) => `seit ${day}`,
  gone: 'Sie haben es nicht mehr',
  revoked: 'vom Team entzogen',
  why: 'Warum?',
  moves: {
    given: 'Verliehen',
    taken: 'Zurückgenommen',
    revoked: 'Entzogen',
    freed: 'Die Regel entscheidet wieder',
  },
  byRules: 'durch seine Regel',
  byTeam: 'durch das Team',
  all: 'Alle Abzeichen und Ränge',
  noticeLabel: 'Abzeichen und Ränge, die ich bekomme',
  toldBadge: (name) => `Sie haben ein neues Abzeichen: „${name}“`,
  toldRank: (name) => `Sie haben einen neuen Rang: „${name}“`,
  toldRevoked: (name) => `Das Team hat Ihnen „${name}“ entzogen`,
};

/** What the pages say in a language; English where there is none. */
export function wordsIn(language: string): Words {
  return inLanguage(language, { en: EN, de: DE });
}

/** A badge's name and what it is for; in English where the company gave it no other words. */
export function saidOf(
  honour: Pick<Honour, 'names' | 'texts'>,
  language: string,
): { name: string; text: string } {
  const both = ({ en, de }: Honour['names']) => inLanguage(language, { en, de: de || en });
  return { name: both(honour.names), text: both(honour.texts) };
}
