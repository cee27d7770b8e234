/** Reviews: what buyers say of products, the company's answers, and what makes both worth believing. */
import './events.ts';

export { reviewsFeature } from './feature.ts';
export { reviewHookTypes } from './review/hooks.ts';
/** Serves the public pages, the widget and the pages behind links of mails. */
export { addReviewPages } from './pages/pages.ts';
/** Products as cards on other sites: for `embedsPort`. */
export { productEmbed } from './pages/embed.ts';
/** The entry of the public site's navigation. */
export { reviewSection } from './pages/sections.ts';
/** How reviews are moderated, and who found whose helpful: for `moderatedPort` and `favoursPort`. */
export { moderatedReviews, reviewFavours } from './review/moderated.ts';
/** What members are told of their reviews: provide it for `noticeKindsPort`. */
export { reviewKinds } from './review/notices.ts';
/** What members take along and leave behind: provide it for `memberBelongingsPort`. */
export { reviewBelongings } from './own.ts';
/** What becomes of a bad review: provided in `main/wiring-community.ts`. */
export { type BadReview, badReviewPort } from './ports.ts';
/** What the connector of the community writes answers into. */
export { communityReviews } from './heard/answering.ts';
export { hearReviews } from './heard/hear.ts';
/** Lets the outbox send requests for reviews. */
export { registerReviewMail } from './asking/sender.ts';
/** Outside of any page: demonstration and tests. */
export { takeOrders } from './buyers/orders.ts';
export { addProduct, findProduct } from './product/products.ts';
export { removeSampleReviews } from './product/sample.ts';
export { answerReview } from './review/replies.ts';
export { voteForReview } from './review/votes.ts';
export { writeReview } from './review/write.ts';
export { memberWriter } from './review/writer.ts';
