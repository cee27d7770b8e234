/** What an identity handed over by the company's site is kept under. */
export const HAND_OVER = 'hand-over';
