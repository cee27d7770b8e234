import { AppError } from '#platform/errors/index.ts';
import { inLanguage } from '#ui/site/index.ts';
import type { ProfilePart } from '#people/members/index.ts';
import type { ActionKind, FlagReason } from '../domain.ts';

interface Words {
  tab: string;
  intro: string;
  none: string;
  actions: Record<ActionKind, string>;
  /** `your post “Hello”` */
  about(title: string): string;
  byRules: string;
  byTeam: string;
  because: string;
  until(day: string): string;
  forGood: string;
  over: string;
  appeal: string;
  appealText: string;
  appealField: string;
  appealSend: string;
  appealed: string;
  yours: string;
  states: Record<'open' | 'granted' | 'declined', string>;
  answer: string;
  flag: string;
  flagTitle: string;
  flagProfile: string;
  flagPart: string;
  parts: Record<ProfilePart, string>;
  /** `your picture`, where no title tells it. */
  yourParts: Record<string, string>;
  flagText: string;
  flagReasons: Record<FlagReason, string>;
  flagMore: string;
  flagSend: string;
  flagged: string;
  back: string;
  linkOver: string;
  level(level: number): string;
  levelText: string;
  levelNext(level: number): string;
  suspendedSubject(name: string): string;
  suspendedText(name: string, reason: string, until: string | null, link: string): string;
  errors: Record<string, string>;
}

const EN: Words = {
  tab: 'Order',
  intro: 'What moderators and rules did about what you wrote, and why. Nobody else can see this page.',
  none: 'Nothing was ever held, hidden or refused. Thank you.',
  actions: {
    held: 'Waits for a look by the team',
    released: 'Shown after a look',
    hidden: 'Hidden',
    restored: 'Shown again',
    silenced: 'You cannot write',
    suspended: 'Your account was suspended',
    freed: 'You can write again',
  },
  about: (title) => `“${title}”`,
  byRules: 'by the rules, before anybody looked',
  byTeam: 'by the team',
  because: 'Why:',
  until: (day) => `until ${day}`,
  forGood: 'with no end',
  over: 'taken back',
  appeal: 'Appeal',
  appealText:
    'You can ask once for a second look. Somebody else than who decided looks at it, if there is anybody else.',
  appealField: 'Why you think that it was wrong',
  appealSend: 'Send the appeal',
  appealed: 'Your appeal was sent. The answer will stand on this page.',
  yours: 'Your appeal',
  states: { open: 'not decided yet', granted: 'granted', declined: 'declined' },
  answer: 'Answer',
  flag: 'Flag',
  flagTitle: 'Flag this',
  flagProfile: 'Flag this profile',
  flagPart: 'What is wrong with it',
  parts: { name: 'Name', picture: 'Picture', about: 'About the person', signature: 'Signature' },
  yourParts: {
    membername: 'your name',
    memberpicture: 'your picture',
    memberabout: 'what you say about yourself',
    membersignature: 'your signature',
  },
  flagText: 'Moderators look at it. Whoever wrote it does not learn who flagged it.',
  flagReasons: {
    spam: 'Advertising or spam',
    offensive: 'Offends or attacks somebody',
    'off-topic': 'Does not belong here',
    illegal: 'Against the law',
    other: 'Something else',
  },
  flagMore: 'In a few words (needed for “something else”)',
  flagSend: 'Send',
  flagged: 'Thank you. Moderators will look at it.',
  back: 'Back',
  linkOver: 'This link does not lead anywhere any more.',
  level: (level) => `Your level of trust is ${level}`,
  levelText: 'It grows by itself with what you do here, and decides how much you may post at once.',
  levelNext: (level) => `What is missing for level ${level}:`,
  suspendedSubject: (name) => `${name}: your account was suspended`,
  suspendedText: (name, reason, until, link) =>
    `Your account in ${name} was suspended${until === null ? '' : ` until ${until}`}.\n\nWhy: ${reason}\n\nHere you can read what was decided and appeal once:\n${link}\n`,
  errors: {},
};

const DE: Words = {
  tab: 'Ordnung',
  intro:
    'Was Moderation und Regeln mit dem taten, was Sie schrieben, und warum. Niemand sonst sieht diese Seite.',
  none: 'Nichts wurde je zurückgehalten, verborgen oder abgelehnt. Danke.',
  actions: {
    held: 'Wartet auf einen Blick des Teams',
    released: 'Nach einem Blick gezeigt',
    hidden: 'Verborgen',
    restored: 'Wieder gezeigt',
    silenced: 'Sie können nichts schreiben',
    suspended: 'Ihr Konto wurde gesperrt',
    freed: 'Sie können wieder schreiben',
  },
  about: (title) => `„${title}“`,
  byRules: 'durch die Regeln, bevor jemand hinsah',
  byTeam: 'durch das Team',
  because: 'Warum:',
  until: (day) => `bis ${day}`,
  forGood: 'ohne Ende',
  over: 'zurückgenommen',
  appeal: 'Einspruch',
  appealText:
    'Sie können einmal um einen zweiten Blick bitten. Es sieht jemand anders hin als wer entschied, wenn es jemand anders gibt.',
  appealField: 'Warum es Ihrer Meinung nach falsch war',
  appealSend: 'Einspruch senden',
  appealed: 'Ihr Einspruch ist gesendet. Die Antwort wird auf dieser Seite stehen.',
  yours: 'Ihr Einspruch',
  states: { open: 'noch nicht entschieden', granted: 'stattgegeben', declined: 'abgelehnt' },
  answer: 'Antwort',
  flag: 'Melden',
  flagTitle: 'Das melden',
  flagProfile: 'Dieses Profil melden',
  flagPart: 'Was daran falsch ist',
  parts: { name: 'Name', picture: 'Bild', about: 'Über die Person', signature: 'Signatur' },
  yourParts: {
    membername: 'Ihr Name',
    memberpicture: 'Ihr Bild',
    memberabout: 'was Sie über sich sagen',
    membersignature: 'Ihre Signatur',
  },
  flagText: 'Die Moderation sieht es sich an. Wer es schrieb, erfährt nicht, wer es meldete.',
  flagReasons: {
    spam: 'Werbung oder Spam',
    offensive: 'Beleidigt oder greift jemanden an',
    'off-topic': 'Gehört nicht hierher',
    illegal: 'Gegen das Gesetz',
    other: 'Etwas anderes',
  },
  flagMore: 'In wenigen Worten (nötig bei „etwas anderes“)',
  flagSend: 'Senden',
  flagged: 'Danke. Die Moderation sieht es sich an.',
  back: 'Zurück',
  linkOver: 'Dieser Link führt nirgends mehr hin.',
  level: (level) => `Ihre Vertrauensstufe ist ${level}`,
  levelText:
    'Sie wächst von selbst mit dem, was Sie hier tun, und bestimmt, wie viel Sie auf einmal schreiben können.',
  levelNext: (level) => `Was für Stufe ${level} fehlt:`,
  suspendedSubject: (name) => `${name}: Ihr Konto wurde gesperrt`,
  suspendedText: (name, reason, until, link) =>
    `Ihr Konto in ${name} wurde gesperrt${until === null ? '' : ` bis ${until}`}.\n\nWarum: ${reason}\n\nHier lesen Sie, was entschieden wurde, und können einmal Einspruch erheben:\n${link}\n`,
  errors: {
    'moderation.refused': 'Das kann hier nicht veröffentlicht werden: {reason} Ihr Text ist aufgehoben.',
    'moderation.too_many_links':
      'Auf Ihrer Vertrauensstufe darf ein Beitrag {most} Links haben; Ihrer hat {count}. Nichts wurde veröffentlicht, Ihr Text ist aufgehoben.',
    'moderation.too_many_images':
      'Auf Ihrer Vertrauensstufe darf ein Beitrag {most} Bilder haben; Ihrer hat {count}. Nichts wurde veröffentlicht, Ihr Text ist aufgehoben.',
    'moderation.too_many_mentions':
      'Auf Ihrer Vertrauensstufe darf ein Beitrag {most} Menschen rufen; Ihrer ruft {count}. Nichts wurde veröffentlicht, Ihr Text ist aufgehoben.',
    'moderation.no_subject': 'Das gibt es nicht mehr. Vielleicht wurde es gelöscht.',
    'moderation.may_not_flag': 'Das können Sie nicht melden. Nichts wurde gesendet.',
    'moderation.say_more': 'Sagen Sie in wenigen Worten, was daran falsch ist. Nichts wurde gesendet.',
    'moderation.part_missing': 'Sagen Sie, was an dem Profil falsch ist. Nichts wurde gesendet.',
    'moderation.no_appeal': 'Einspruch ist einmal möglich, gegen das, was noch gilt. Nichts wurde gesendet.',
    'moderation.link_over': 'Dieser Link führt nirgends mehr hin.',
  },
};

/** What was done is about this: something with a title, or a part of one's profile. */
export const aboutIn = (words: Words, { kind, title }: { kind: string | null; title: string }): string =>
  words.yourParts[kind ?? ''] ?? (title === '' ? '' : words.about(title));

/** What the pages say in a language; English where there is none. */
export function wordsIn(language: string): Words {
  return inLanguage(language, { en: EN, de: DE });
}

/** Why a screen refused, in a language that is not English; undefined for everything else. */
export function moderationWords(language: string, error: unknown): string | undefined {
  if (!(error instanceof AppError)) return undefined;
  return wordsIn(language).errors[error.code]?.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    String(error.params[name] ?? ''),
  );
}
