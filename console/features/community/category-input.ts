import type { Category, CategoryInput } from './queries.ts';

/** What stands in the form of a category; a new one stands at the given place. */
export function inputOf(category: Category | undefined, position: number): CategoryInput {
  if (!category)
    return {
      name: '',
      text: '',
      position,
      whoReads: 'everybody',
      whoStarts: 'members',
      whoAnswers: 'members',
    };
  const { name, slug, text, whoReads, whoStarts, whoAnswers, isArchived } = category;
  return { name, slug, text, position: category.position, whoReads, whoStarts, whoAnswers, isArchived };
}
