import { DIMENSIONS, OUTCOMES } from './domain/outcomes.ts';
import type { FairnessReport } from './schema.ts';

/** One row for each group and outcome; figures in full. Group names come from us and need no quotes. */
export function csvOf({ days, computedAt, dimensions }: FairnessReport): string {
  const lines = DIMENSIONS.flatMap((dimension) =>
    OUTCOMES.flatMap((outcome) =>
      dimensions[dimension].outcomes[outcome].map(
        ({ group, asked, had, rate, ratio, low, high, likeForLike, isUnfair }) =>
          [
            days,
            computedAt,
            dimension,
            group,
            outcome,
            asked,
            had,
            rate,
            likeForLike,
            ratio,
            low,
            high,
            isUnfair,
          ]
            .map((value) => value ?? '')
            .join(','),
      ),
    ),
  );
  const head =
    'days,computed_at,dimension,group,outcome,asked,had,rate,like_for_like,ratio,ratio_low_99,ratio_high_99,is_unfair';
  return `${[head, ...lines].join('\r\n')}\r\n`;
}
