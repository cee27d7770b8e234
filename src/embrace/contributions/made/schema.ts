import { z } from 'zod';
import { idOf, languageTag, text } from '#platform/http/index.ts';
import { caseId } from '#respond/cases/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { articleId, articleInput, bodyText, titleText } from '#respond/knowledge/index.ts';

export const threadId = idOf('thr');
/** An answer of ours: the reply, or the post that came back of it. */
const replyId = z.union([idOf('out'), idOf('post')]);

/** Of what something is made. */
export const sourceInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), id: replyId, conversationId }),
  z.object({ kind: z.literal('thread'), id: threadId }),
  z.object({ kind: z.literal('case'), id: caseId }),
]);

const pairShape = z.object({ question: z.string(), answer: z.string() });
export const proposalShape = z.object({
  title: z.string(),
  /** Of an article: both parts. */
  body: z.string(),
  /** Of a thread. */
  question: z.string(),
  answer: z.string(),
  language: z.string().nullable(),
  /** Not everybody could read it: nothing of it may be published that was not looked at. */
  isPrivate: z.boolean(),
  /** How many mails, names, numbers, handles and links were taken out. */
  hidden: z.number(),
  /** As it was said, to compare. */
  said: pairShape,
  network: z.string().nullable(),
  url: z.string().nullable(),
  /** Members who are credited. */
  credits: z.array(z.object({ id: z.string(), handle: z.string(), name: z.string() })),
  /** What was made of it already. */
  articleId: articleId.nullable(),
  threadId: threadId.nullable(),
});
export type Proposal = z.infer<typeof proposalShape>;

export const newArticle = articleInput
  .omit({ title: true, body: true })
  .extend({ source: sourceInput, title: titleText.min(1), body: bodyText.min(1) });

export const newThread = z.object({
  source: sourceInput,
  categoryId: idOf('fcat'),
  title: text(150),
  question: text(20_000),
  answer: text(20_000),
  /** Of the line that says where it was asked. */
  language: languageTag.default('en'),
  /** A person has read it: it is public at once. */
  isChecked: z.literal(true),
});

export const madeThread = z.object({ id: threadId, url: z.string() });

/** Of what an article was made, and who is credited. */
export const originShape = z.object({
  origin: z
    .object({
      kind: z.enum(['reply', 'thread', 'case']),
      id: z.string(),
      conversationId: z.string().nullable(),
      by: z.string(),
      at: z.iso.datetime(),
    })
    .nullable(),
  credits: z.array(
    z.object({
      memberId: z.string(),
      handle: z.string(),
      name: z.string(),
      kind: z.enum(['answer', 'edit']),
      isHidden: z.boolean(),
    }),
  ),
});
export type Origin = z.infer<typeof originShape>;
