/** Has the inbox hear what was said in reviews. */
export const HEAR_JOB = 'reviews.hear';
