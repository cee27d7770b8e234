/** As much of these seconds as the budget holds, the first ones first; whole seconds, nothing below one. */
export function withinBudget(
  items: readonly { caseId: string; seconds: number }[],
  budget: number,
): { caseId: string; seconds: number }[] {
  let left = Math.floor(budget);
  return items.flatMap(({ caseId, seconds }) => {
    const counted = Math.min(Math.floor(seconds), left);
    if (counted < 1) return [];
    left -= counted;
    return [{ caseId, seconds: counted }];
  });
}
