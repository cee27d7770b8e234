import type { FileView } from '#platform/files/schema.ts';

/** One file on its way, or there. */
export interface Upload {
  key: string;
  name: string;
  /** Bytes. */
  size: number;
  /** Bytes that have left. */
  sent: number;
  /** Set once the server has it. */
  file?: FileView;
  /** In words: why it is not there. */
  problem?: string;
}

export type UploadNews =
  | { kind: 'added'; uploads: readonly Upload[] }
  | { kind: 'progress'; key: string; sent: number }
  | { kind: 'stored'; key: string; file: FileView }
  | { kind: 'failed'; key: string; problem: string }
  | { kind: 'removed'; key: string }
  | { kind: 'cleared' };

/** What is shown after something happened; news of removed uploads change nothing. */
export function afterNews(uploads: readonly Upload[], news: UploadNews): readonly Upload[] {
  switch (news.kind) {
    case 'added':
      return [...uploads, ...news.uploads];
    case 'removed':
      return uploads.filter(({ key }) => key !== news.key);
    case 'cleared':
      return [];
    case 'progress':
      return changed(uploads, news.key, (one) => ({ ...one, sent: Math.min(news.sent, one.size) }));
    case 'stored':
      return changed(uploads, news.key, (one) => ({ ...one, sent: one.size, file: news.file }));
    case 'failed':
      return changed(uploads, news.key, (one) => ({ ...one, problem: news.problem }));
  }
}

function changed(
  uploads: readonly Upload[],
  key: string,
  change: (one: Upload) => Upload,
): readonly Upload[] {
  return uploads.map((one) => (one.key === key ? change(one) : one));
}

/** Files that the server has, in the order in which they were added. */
export function storedFiles(uploads: readonly Upload[]): FileView[] {
  return uploads.flatMap(({ file }) => file ?? []);
}

export function isUnderWay(uploads: readonly Upload[]): boolean {
  return uploads.some(({ file, problem }) => file === undefined && problem === undefined);
}

/** `340 B`, `12 KB`, `3.4 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  const megabytes = bytes / 1_000_000;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}

/** Pictures from the clipboard have no name of their own. */
export function nameOf(file: { name: string; type: string }, now: Date): string {
  if (file.name !== '' && !/^image\.(png|jpe?g)$/.test(file.name)) return file.name;
  const ending = /^image\/(png|jpeg|gif|webp)$/.exec(file.type)?.[1] ?? 'bin';
  const stamp = now.toISOString().slice(0, 16).replace('T', ' ').replace(':', '.');
  return `Picture ${stamp}.${ending === 'jpeg' ? 'jpg' : ending}`;
}
