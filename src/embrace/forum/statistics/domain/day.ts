export const DAY_MS = 86_400_000;

/** A day of the community by UTC, as records of big-endian numbers; times are milliseconds of the day, people, threads and categories are numbers of their own. */
export interface PackedDay {
  /** Milliseconds since 1970 at which the day begins. */
  start: number;
  /** Posts that can be read, the oldest first: time, and author × 32 + traits (0: the company). Four bytes each. */
  posts: DataView;
  /** Of every post that is help, in their order: who asked, and the thread. Four bytes each. Empty where nobody asks for it. */
  answers: DataView;
  /** Questions: time, category × 4 + traits, and seconds until the first answer and a solution as 64-bit floats (NaN: none). */
  questions: DataView;
  /** How many reactions were given, and the time of each where the period begins or ends on this day. */
  reactions: number;
  reactedAt: DataView;
}

export const POST_BYTES = 8;
export const ANSWER_BYTES = 8;
export const QUESTION_BYTES = 24;
export const REACTION_BYTES = 4;

/** Traits of a post. */
export const IS_FIRST = 1;
export const IS_IN_QUESTION = 2;
export const IS_ACCEPTED = 4;
/** Its thread was taken away. */
export const IS_GONE = 8;
/** A member answered a question of another one. */
export const IS_HELP = 16;
export const AUTHOR_SHIFT = 5;

/** Traits of a question. */
export const IS_SOLVED = 1;
/** The first answer came from a member. */
export const IS_BY_MEMBER = 2;
export const CATEGORY_SHIFT = 2;

/** Bounds of two periods in milliseconds since 1970: `middle` parts the period from the one before it. */
export interface Bounds {
  start: number;
  middle: number;
  end: number;
}
