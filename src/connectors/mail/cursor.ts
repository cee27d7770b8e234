import { z } from 'zod';

/** How far each folder was read. */
const shape = z.object({
  v: z.literal(1),
  folders: z.record(z.string(), z.object({ validity: z.string(), uid: z.number() })),
});
export type MailCursor = z.infer<typeof shape>['folders'];

export function readCursor(text: string | undefined): MailCursor {
  if (text === undefined) return {};
  try {
    const parsed = shape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.folders : {};
  } catch {
    return {};
  }
}

export function writeCursor(folders: MailCursor): string {
  return JSON.stringify({ v: 1, folders });
}
