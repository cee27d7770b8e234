/** Stands as the model of a label that follows what people said of the author before. */
export const AUTHOR_MODEL = 'author';

/** Bits of `post_labels.followed`. */
export const LANGUAGE_BIT = 1;
export const PLACE_BIT = 2;
