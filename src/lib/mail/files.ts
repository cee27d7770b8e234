import type { ParsedMail } from './parse.ts';

/** A file that was kept. */
export interface KeptAttachment<Kind extends string> {
  kind: Kind;
  fileId: string;
  name: string;
  mimeType: string;
  size: number;
}

const MOST_FILES = 50;

/** Keeps what came along. What is wrong with one file is said; `pictures` are the addresses of those that the text shows, by their content ids. */
export async function keepAttachments<Kind extends string>(
  { attachments }: Pick<ParsedMail, 'attachments'>,
  keep:
    | ((file: {
        name: string;
        bytes: Uint8Array;
      }) => Promise<{ id: string; kind: Kind; mimeType: string; size: number } | { problem: string }>)
    | undefined,
): Promise<{
  media: KeptAttachment<Kind>[];
  remarks: { kind: 'cut'; text: string }[];
  pictures: Map<string, string>;
}> {
  const media: KeptAttachment<Kind>[] = [];
  const left: string[] = [];
  const pictures = new Map<string, string>();
  for (const { name, contentId, bytes } of attachments.slice(0, MOST_FILES)) {
    if (!keep || bytes.length === 0) continue;
    const kept = await keep({ name, bytes });
    if ('problem' in kept) left.push(`“${name.slice(0, 100)}” was left out. ${kept.problem}`);
    else {
      media.push({ kind: kept.kind, fileId: kept.id, name, mimeType: kept.mimeType, size: kept.size });
      if (contentId !== null && kept.kind === 'image') pictures.set(contentId, `/api/v1/files/${kept.id}`);
    }
  }
  const more = attachments.length - MOST_FILES;
  if (more > 0) left.push(`${more} more files were left out; they are in the mailbox.`);
  return { media, remarks: left.map((text) => ({ kind: 'cut', text })), pictures };
}
