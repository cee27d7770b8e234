import type { FolderPlaces } from './folder-places.ts';
import { sentFolder, unreadIn } from './folders.ts';
import type { ImapBox } from './imap.ts';
import type { Mailbox } from './mailbox.ts';

const AT_ONCE = 20;

/** Mails of one folder that are to be read together. */
export interface MailStep {
  /** Numbers of mails, the oldest first; none where only the place changed. */
  uids: number[];
  /** They lie in the folder of what was sent. */
  isSent: boolean;
  /** How far every folder is read once these are. */
  places: FolderPlaces;
}

export interface MailWalk {
  mailbox: Mailbox;
  /** The first one is listened to. */
  folders: readonly string[];
  /** How far each was read. */
  places: FolderPlaces;
  /** From when a folder is read of which nothing is known. */
  since(): Date;
  /** Ends when something is heard, or after the longest silence that is believed. */
  sleep(heard: AbortSignal): Promise<void>;
  signal: AbortSignal;
}

/** What is new in the folders and in that of sent mail, oldest first; then as it comes. Ends with the signal, or when the line was lost. */
export async function* walkMailbox(box: ImapBox, walk: MailWalk): AsyncGenerator<MailStep> {
  const sent = await sentFolder(box, walk.mailbox);
  const listened = walk.folders[0] ?? 'INBOX';
  let { places } = walk;
  while (!walk.signal.aborted) {
    for (const path of new Set([...walk.folders, ...(sent === undefined ? [] : [sent])]))
      for await (const step of stepsIn(box, path, { ...walk, places })) {
        places = step.places;
        yield { ...step, isSent: path === sent };
        if (walk.signal.aborted) return;
      }
    const heard = { path: listened, uid: places[listened]?.uid ?? 0 };
    if (!(await waitForNews(box, heard, walk.sleep))) return;
  }
}

async function* stepsIn(
  box: ImapBox,
  path: string,
  { places, since }: Pick<MailWalk, 'places' | 'since'>,
): AsyncGenerator<Omit<MailStep, 'isSent'>> {
  const unread = await unreadIn(box, path, places[path], since());
  if (!unread) return;
  const { validity, uids, last } = unread;
  for (let at = 0; at < uids.length || at === 0; at += AT_ONCE) {
    const some = uids.slice(at, at + AT_ONCE);
    const uid = at + AT_ONCE >= uids.length ? last : some.at(-1)!;
    yield { uids: some, places: { ...places, [path]: { validity, uid } } };
  }
}

/** Waits until the server says that something came behind `uid`, or for so long. False when the line was lost. */
async function waitForNews(
  box: ImapBox,
  { path, uid }: { path: string; uid: number },
  sleep: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const { uidNext } = await box.mailboxOpen(path, { readOnly: true });
  if (uidNext > uid + 1) return true;
  const heard = new AbortController();
  const end = () => heard.abort();
  box.once('exists', end);
  box.once('close', end);
  try {
    await sleep(heard.signal);
  } finally {
    box.off('exists', end);
    box.off('close', end);
  }
  return box.usable;
}
