interface Named {
  displayName: string | null;
  handle: string | null;
  externalId: string;
}

/** What to call an author: the chosen name, else the handle, else the end of the network's own id. */
export function authorName(author: Named): string {
  const name = author.displayName?.trim();
  if (name !== undefined && name !== '') return name;
  if (author.handle !== null && author.handle !== '') return author.handle;
  return author.externalId.length > 24 ? `…${author.externalId.slice(-12)}` : author.externalId;
}
