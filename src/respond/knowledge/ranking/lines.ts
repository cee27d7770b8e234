import { z } from 'zod';

const id = z.union([z.string().min(1).max(200), z.number()]).transform(String);
const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const article = z.object({ id, title: z.string(), body: z.string().default(''), lang: maybe });
const learned = z.object({ article: id, question: z.string().min(1) });
const question = z.object({ id: z.union([z.string(), z.number()]), text: z.string(), lang: maybe });

export type ArticleLine = z.infer<typeof article>;
export type LearnedLine = z.infer<typeof learned>;
export type QuestionLine = z.infer<typeof question>;

export type ReadLine<T> = { readonly value: T } | { readonly reason: string };

export const readArticleLine = (line: string) => readLine(article, line);
export const readLearnedLine = (line: string) => readLine(learned, line);
export const readQuestionLine = (line: string) => readLine(question, line);

/** What a line of JSON says, or why it says nothing. Fields that nobody asks for are passed over. */
function readLine<T>(shape: z.ZodType<T>, line: string): ReadLine<T> {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return { reason: 'This is not JSON.' };
  }
  const { data, error } = shape.safeParse(given);
  if (error === undefined) return { value: data };
  const [issue] = error.issues;
  const place = issue!.path.length === 0 ? 'The line' : `"${issue!.path.join('.')}"`;
  return { reason: `${place}: ${issue!.message}.` };
}
