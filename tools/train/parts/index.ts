import type { Part } from '../part.ts';
import { care } from './care.ts';
import { feeling } from './feeling.ts';
import { sentiment } from './sentiment.ts';

/** Every part, in the order of training: a part may use what those above it say. */
export const parts: readonly Part[] = [sentiment, feeling, care];
