/** What was typed beside the text of a mail. */
export interface MailWords {
  subject: string;
  /** Others than the customer. */
  to: string;
  cc: string;
  bcc: string;
}

export const NO_WORDS: MailWords = { subject: '', to: '', cc: '', bcc: '' };

/** As the server wants it; undefined while nothing was typed. */
export function envelopeOf({
  subject,
  to,
  cc,
  bcc,
}: MailWords): { subject?: string; to?: string[]; cc?: string[]; bcc?: string[] } | undefined {
  const list = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== '');
  const envelope = {
    ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
    ...(list(to).length === 0 ? {} : { to: list(to) }),
    ...(list(cc).length === 0 ? {} : { cc: list(cc) }),
    ...(list(bcc).length === 0 ? {} : { bcc: list(bcc) }),
  };
  return Object.keys(envelope).length === 0 ? undefined : envelope;
}
