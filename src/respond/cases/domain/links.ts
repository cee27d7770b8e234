/** From the smaller case to the larger one. */
export const LINK_KINDS = ['caused-by', 'part-of', 'duplicate-of', 'follow-up-of'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** As in "is caused by #1042". */
export const linkWords: Readonly<Record<LinkKind, string>> = {
  'caused-by': 'caused by',
  'part-of': 'part of',
  'duplicate-of': 'a duplicate of',
  'follow-up-of': 'a follow-up of',
};
