import { z } from 'zod';

/** What a stored mail keeps for those who answer it. */
const shape = z.object({
  /** Message-ID, without brackets. */
  id: z.string().nullable(),
  /** References, oldest first. */
  refs: z.array(z.string()),
  /** Where answers go. */
  to: z.string(),
  name: z.string(),
  subject: z.string(),
  /** Other recipients, without ourselves. */
  others: z.array(z.string()),
  /** Tells two mails with one id apart. */
  print: z.string(),
});
export type MailRevision = z.infer<typeof shape>;

const MOST_REFERENCES = 20;

/** Fits into what a post keeps of it. */
export function packRevision(revision: MailRevision): string {
  const refs = revision.refs.filter((id) => id.length < 250).slice(-MOST_REFERENCES);
  return JSON.stringify({
    ...revision,
    refs,
    subject: revision.subject.slice(0, 500),
    others: revision.others.slice(0, 20),
  });
}

export function unpackRevision(text: string | null | undefined): MailRevision | undefined {
  try {
    const parsed = shape.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
