/** What the pages of the search say by themselves. */
export interface Words {
  title: string;
  search: string;
  searchFor: string;
  intro: string;
  resultsFor(asked: string): string;
  count(count: number): string;
  kinds: string;
  all: string;
  none: string;
  noneText: string;
  elsewhere: string;
  didFind: string;
  yes: string;
  no: string;
  thanks: string;
  thanksText: string;
  sorry: string;
  sorryText: string;
  again: string;
  contact: string;
  contactIntro: string;
  contactClosed: string;
  contactClosedText: string;
  /** Why something was not sent, by the code of the error. */
  contactErrors: Readonly<Record<string, string>>;
  writtenAs(mail: string): string;
  name: string;
  mail: string;
  mailHint: string;
  subject: string;
  message: string;
  topic: string;
  topicNone: string;
  topicShow: string;
  chooseOne: string;
  ifYouLike: string;
  /** Of a field that must be filled and is not. */
  fieldMissing: string;
  /** Of what cannot be taken, by the kind of the field. */
  fieldInvalid: Readonly<Record<'text' | 'number' | 'date' | 'choice' | 'yes-no', string>>;
  file(number: number): string;
  send: string;
  sendAnyway: string;
  mayAnswer: string;
  answered: string;
  answeredText: string;
  checkMail: string;
  checkMailText: string;
  sentTitle: string;
  sentText: string;
  confirmTitle: string;
  confirmText: string;
  confirm: string;
  linkOver: string;
  /** Nothing of what was written: anybody can have it sent to anybody. */
  proofSubject(name: string): string;
  proofText(link: string): string;
}
