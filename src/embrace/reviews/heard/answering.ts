import { addressOf } from '#platform/addresses/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { readableOf } from '#lib/markdown/index.ts';
import { type Receipt, SendRefused } from '#connectors/kit/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { reviewPath } from '../domain.ts';
import { readProducts } from '../product/products.ts';
import { answerFromInbox, findAnswer, removeAnswer, type ReplyRow } from '../review/replies.ts';
import { selectReviews } from '../review/store.ts';

interface ReviewReply {
  key: string;
  postId: string;
  text: string;
  author: string | null;
}

/** Reviews as the connector of the community needs them: a reply from the inbox becomes the company's answer, once. */
export function communityReviews(app: App) {
  const receiptOf = async (reply: ReplyRow): Promise<Receipt> => {
    const [review] = await selectReviews(app, [reply.reviewId]);
    const product = review && (await readProducts(app, [review.productId])).get(review.productId);
    const path = product ? reviewPath(product, reply.reviewId) : '';
    return { externalId: reply.id, url: addressOf(app, path), text: readableOf(reply.html) };
  };
  return {
    /** Whether what is answered, or was put in, is ours. */
    isOurs: (id: string) => id.startsWith('rev_') || id.startsWith('rvr_'),
    async put({ key, postId, text, author }: ReviewReply) {
      const [found] = await selectReviews(app, [postId.startsWith('rvr_') ? '' : postId]);
      if (!found || found.state === 'removed') return undefined;
      const name = author ?? (await readCommunity(app)).name;
      const answer = { key, reviewId: postId, text, name };
      const reply = await answerFromInbox(app, systemActor, answer).catch((error: unknown) => {
        // It is refused however often it is sent: a person has to look at it.
        if (error instanceof AppError && error.status < 500) throw new SendRefused(error.code, error.message);
        throw error;
      });
      return receiptOf(reply);
    },
    async find(key: string) {
      const reply = await findAnswer(app, key);
      return reply && receiptOf(reply);
    },
    remove: (id: string) => removeAnswer(app, systemActor, id),
  };
}
