export const INCENTIVES = ['none', 'free', 'discounted', 'rewarded', 'employee', 'other'] as const;
/** What an author got for a review, or how he belongs to the company. */
export type Incentive = (typeof INCENTIVES)[number];

export const REMOVAL_REASONS = [
  'spam',
  'offensive',
  'illegal',
  'off-topic',
  'private',
  'fake',
  'conflict',
  'rules',
  'withdrawn',
] as const;
/** Why a review is not there any more; everybody reads it. `withdrawn`: by its author. */
export type RemovalReason = (typeof REMOVAL_REASONS)[number];
/** What colleagues choose from. A bad rating is no reason. */
export const CHOSEN_REASONS = REMOVAL_REASONS.filter((reason) => reason !== 'withdrawn');

export const STATES = ['shown', 'held', 'removed'] as const;
export type ReviewState = (typeof STATES)[number];

export const SORTS = ['helpful', 'newest', 'highest', 'lowest'] as const;
export type Sort = (typeof SORTS)[number];

export const STARS = [5, 4, 3, 2, 1] as const;
export type Stars = (typeof STARS)[number];

export const INVITATION_STATES = ['handed', 'planned', 'queued', 'sent', 'failed', 'dropped'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export const REVIEWS = '/reviews';
export const LONGEST_TITLE = 120;
export const MOST_PHOTOS = 4;
export const DAY_MS = 86_400_000;
/** Up to so many stars a review opens a conversation with a case. */
export const BAD_STARS = 2;
/** Nobody is asked twice within so many days, whatever he bought. */
export const ASKED_DAYS = 90;

/** Addresses below `/reviews` that are no product. */
export const RESERVED = new Set(['write', 'photos', 'pictures', 'widget', 'end', 'new']);

export const productPath = ({ slug }: { slug: string }): string => `${REVIEWS}/${encodeURIComponent(slug)}`;
export const reviewPath = (product: { slug: string }, reviewId: string): string =>
  `${productPath(product)}?review=${reviewId}#${reviewId}`;
export const photoPath = (fileId: string): string => `${REVIEWS}/photos/${fileId}`;
export const picturePath = (fileId: string): string => `${REVIEWS}/pictures/${fileId}`;

/** How many reviews that everybody reads have 1, 2, 3, 4 and 5 stars. */
export type StarCounts = readonly [number, number, number, number, number];

export interface Rating {
  count: number;
  /** With two digits; null where nobody has said anything. */
  average: number | null;
}

export function ratingOf(counts: StarCounts): Rating {
  const count = counts.reduce((sum, n) => sum + n, 0);
  const sum = counts.reduce((all, n, index) => all + n * (index + 1), 0);
  return { count, average: count === 0 ? null : Math.round((sum / count) * 100) / 100 };
}

/** The lower bound of Wilson's interval at 95 %: the share of people who find it helpful, as far as so few can tell. As in the database. */
export function wilson(helpful: number, unhelpful: number): number {
  const n = helpful + unhelpful;
  if (n === 0) return 0;
  return (helpful + 1.9208 - 1.96 * Math.sqrt((helpful * unhelpful) / n + 0.9604)) / (n + 3.8416);
}

/** What must be disclosed: what the invitation or the order says before what the author says himself; what was disclosed before stays. */
export function disclosed(...known: readonly (Incentive | undefined)[]): Incentive {
  return known.find((one) => one !== undefined && one !== 'none') ?? 'none';
}

/** An address as it is compared. */
export const mailKey = (mail: string): string => mail.trim().toLowerCase();
export const isHash = (given: string): boolean => /^[0-9a-f]{64}$/.test(given);

/** When a buyer is asked: so many days after the delivery. */
export const askAt = (deliveredAt: Date, days: number): Date =>
  new Date(deliveredAt.getTime() + days * DAY_MS);
