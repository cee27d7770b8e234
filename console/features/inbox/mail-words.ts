/** What was typed beside the text of a mail. */
export interface MailWords {
  subject: string;
  cc: string;
  bcc: string;
}

export const NO_WORDS: MailWords = { subject: '', cc: '', bcc: '' };

/** As the server wants it; undefined while nothing was typed. */
export function envelopeOf({
  subject,
  cc,
  bcc,
}: MailWords): { subject?: string; cc?: string[]; bcc?: string[] } | undefined {
  const list = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== '');
  const envelope = {
    ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
    ...(list(cc).length === 0 ? {} : { cc: list(cc) }),
    ...(list(bcc).length === 0 ? {} : { bcc: list(bcc) }),
  };
  return Object.keys(envelope).length === 0 ? undefined : envelope;
}
