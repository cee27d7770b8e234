import { z } from 'zod';
import { parseJson } from '#lib/json/index.ts';

const completionShape = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z.object({ total_tokens: z.number().int().min(0).max(10_000_000) }).optional(),
});

/** Where chat completions are asked for, below the address that somebody has given. */
export function completionsUrl(base: string): string {
  return `${base.replace(/\/+$/, '')}/chat/completions`;
}

/** Headers of a request with JSON; `secret` is null where the endpoint asks for none. */
export function completionHeaders(secret: string | null): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
  };
}

interface Completion {
  /** False where the answer is no chat completion, or longer than `mostUnits`. */
  readonly isCompletion: boolean;
  /** The JSON that the model wrote; undefined where it wrote something else. */
  readonly said: unknown;
  /** As the endpoint tells; else reckoned from the bytes of request and answer, four a token. */
  readonly tokens: number;
}

/** Reads an answer whose content is to be JSON of at most `mostUnits` UTF-16 units; never throws. */
export function readCompletion(body: Uint8Array, requestBytes: number, mostUnits: number): Completion {
  const reckoned = Math.ceil((body.length + requestBytes) / 4);
  const read = completionShape.safeParse(parseJson(new TextDecoder().decode(body)));
  const content = read.data?.choices[0]!.message.content ?? '';
  if (!read.success || content.length > mostUnits)
    return { isCompletion: false, said: undefined, tokens: reckoned };
  const tokens = read.data.usage?.total_tokens ?? reckoned;
  return { isCompletion: true, said: parseJson(withoutFence(content)), tokens };
}

/** Some models put their JSON between marks of code, though they were told not to. */
function withoutFence(content: string): string {
  return /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(content)?.[1] ?? content;
}
