/** What shows whom a post speaks to. */
interface Addressing {
  mentions?: readonly string[] | undefined;
  parentExternalId?: string | null | undefined;
  rootExternalId?: string | null | undefined;
  quotedExternalId?: string | null | undefined;
}

/** Which of the brand's accounts a post speaks to: it mentions them, answers them or quotes them. */
export function addressedAccounts(post: Addressing, own: ReadonlySet<string>): string[] {
  if (own.size === 0) return [];
  const targets = [post.parentExternalId, post.rootExternalId, post.quotedExternalId];
  return [...own].filter((id) => post.mentions?.includes(id) || targets.some((target) => isBy(target, id)));
}

/** Whether a post's id shows that the account wrote it: `at://did:plc:abc/…` is by `did:plc:abc`. */
function isBy(externalId: string | null | undefined, author: string): boolean {
  if (externalId == null) return false;
  return externalId.startsWith(`${author}/`) || externalId.includes(`://${author}/`);
}
