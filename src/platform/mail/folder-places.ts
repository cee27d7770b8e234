import { z } from 'zod';

/** How far each folder was read: numbers of mails mean something within one validity only. */
const shape = z.object({
  v: z.literal(1),
  folders: z.record(z.string(), z.object({ validity: z.string(), uid: z.number() })),
});
export type FolderPlaces = z.infer<typeof shape>['folders'];

export function readPlaces(text: string | undefined): FolderPlaces {
  if (text === undefined) return {};
  try {
    const parsed = shape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.folders : {};
  } catch {
    return {};
  }
}

export function writePlaces(folders: FolderPlaces): string {
  return JSON.stringify({ v: 1, folders });
}
