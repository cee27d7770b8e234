/** What is asked of a contact. */
export const OUTCOMES = ['answered', 'quick', 'solved', 'satisfied'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const DIMENSIONS = ['reach', 'channel'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Days that are looked at. */
export const PERIODS = [28, 90] as const;
export type Days = (typeof PERIODS)[number];
