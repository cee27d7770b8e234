import { printFor } from './identity.ts';
import { type MailRevision, packRevision, unpackRevision } from './revision.ts';
import { answerSubject, type MailKey, ownMessageId, plusAddress, subjectWith, tokenOf } from './token.ts';

/** What is to be said, and to whom. */
export interface AnswerInput {
  key: string;
  /** Our name of the post that is answered. */
  ref?: string | undefined;
  /** What the answered mail keeps for those who answer it. */
  revision: string | undefined;
  envelope?:
    | {
        subject?: string | undefined;
        to?: string[] | undefined;
        cc?: string[] | undefined;
        bcc?: string[] | undefined;
      }
    | undefined;
  /** Begins a thread where it answers no mail. */
  begins?: boolean | undefined;
  decidedAt: Date;
}

/** Our side of it. */
export interface AnswerFrom {
  address: string;
  key: MailKey;
  /** Answers carry a signed address, and a token in the subject. */
  hasPlus: boolean;
  hasSubjectToken: boolean;
}

export interface AnswerHead {
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  messageId: string;
  inReplyTo: string | null;
  references: string[];
  replyTo: string | null;
  /** For the thread: what those who answer our mail need. */
  revision: string;
}

/** Id of the reply's mail: the same at every attempt. */
export function answerId(
  { key, ref }: Pick<AnswerInput, 'key' | 'ref'>,
  from: Pick<AnswerFrom, 'address' | 'key'>,
): string {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return ownMessageId(tokenFor(ref, from), key, domain).toLowerCase();
}

/** The head of a mail that answers another, or begins a thread. Undefined when there is nothing to answer. */
export function answerHead(answer: AnswerInput, from: AnswerFrom): AnswerHead | undefined {
  const { envelope } = answer;
  const answered = unpackRevision(answer.revision) ?? beginningOf(answer);
  if (!answered) return undefined;
  const token = tokenFor(answer.ref, from);
  const wanted = envelope?.subject?.trim() || answered.subject;
  const plain = answered.id === null && answer.begins ? wanted : answerSubject(wanted);
  const references = [...answered.refs, ...(answered.id === null ? [] : [answered.id])];
  const messageId = answerId(answer, from);
  return {
    to: envelope?.to?.length ? envelope.to : [answered.to],
    cc: envelope?.cc ?? [],
    bcc: envelope?.bcc ?? [],
    subject: from.hasSubjectToken ? subjectWith(plain, token) : plain,
    messageId,
    inReplyTo: answered.id,
    references,
    replyTo: from.hasPlus ? plusAddress(from.address, token) : null,
    revision: packRevision({
      ...answered,
      id: messageId,
      refs: references,
      subject: plain,
      print: printFor(from.address, answer.decidedAt, from.key),
    }),
  };
}

function tokenFor(ref: string | undefined, { key }: Pick<AnswerFrom, 'key'>): string {
  return tokenOf(ref ?? '0'.repeat(26), key.sign);
}

/** What a mail answers that answers none: it begins a thread, where it is meant to. */
function beginningOf({ begins, envelope }: AnswerInput): MailRevision | undefined {
  const [to] = envelope?.to ?? [];
  if (!begins || to === undefined) return undefined;
  return { id: null, refs: [], to, name: '', subject: envelope?.subject ?? '', others: [], print: '' };
}
