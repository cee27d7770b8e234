/** What customer care looks for in a post: kinds of concern, whether it needs a reply, how urgent it is and why. */
export { Care, CARE_CHANCES, REASON_HEADS, URGENCY_HEADS } from './care.ts';
export { CARE_EXTRAS, CareReader } from './care-reader.ts';
