const LONGEST = 900;

/** Message ids of a header (`In-Reply-To`, `References`, `Message-ID`) without their brackets, in order, each once. */
export function readIds(header: string | null | undefined): string[] {
  const found = [...(header ?? '').matchAll(/<([^<>\s]{1,900})>/g)].map(([, id]) => id!);
  if (found.length > 0) return [...new Set(found)];
  // Some programs leave the brackets out.
  const bare = (header ?? '').trim();
  return /^[^\s<>@]+@[^\s<>@]+$/.test(bare) && bare.length <= LONGEST ? [bare] : [];
}
