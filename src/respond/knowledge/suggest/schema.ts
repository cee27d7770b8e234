import { z } from 'zod';
import { conversationId } from '#respond/inbox/index.ts';
import { languageTag } from '#platform/http/index.ts';
import { articleId, useId } from '../schema.ts';

export const suggestionsQuery = z.object({
  conversation: conversationId,
  /** Other words than the customer's. */
  q: z.string().max(500).optional(),
});

export const suggestionShape = z.object({
  kind: z.enum(['article', 'reply', 'example', 'solved', 'thread']),
  /** Of the article, the canned reply, the example or the conversation. */
  id: z.string(),
  language: z.string().nullable(),
  title: z.string(),
  excerpt: z.string(),
  /** What goes into the answer; null where it can only be read. */
  insert: z.string().nullable(),
  /** How it goes in: as a link that the customer can open, or as words. */
  how: z.enum(['link', 'text']).nullable(),
  /** Where it can be read, for people who are signed in. */
  link: z.string().nullable(),
  visibility: z.enum(['public', 'internal']).nullable(),
  /** Why it is here: words that both have, and whether it has answered such a question before. */
  because: z.object({ words: z.array(z.string()), hasAnswered: z.boolean() }),
  /** The use of it in this conversation, where there is one. */
  useId: z.string().nullable(),
});
export type Suggestion = z.infer<typeof suggestionShape>;

export const suggestionsShape = z.object({
  /** The words that were asked with. */
  question: z.string(),
  items: z.array(suggestionShape),
});

export const useInput = z.object({
  conversationId,
  articleId,
  language: languageTag,
  how: z.enum(['link', 'text']),
});
export const usedShape = z.object({ id: useId });
