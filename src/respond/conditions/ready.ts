import { compileCondition, type Condition, describe, validateCondition } from '#lib/conditions/index.ts';
import type { ConversationConditions } from '#respond/inbox/index.ts';
import { conditionErrors } from './errors.ts';
import { readFacts, readSources } from './facts/index.ts';

/** Conditions about conversations, made ready to be asked of many. Only what a condition asks for is read. */
export const conversationConditions: ConversationConditions = {
  async read(app, inputs) {
    const { catalogue, knowing } = await readSources(app);
    const when = together(inputs.map((input) => validateCondition(input, catalogue)));
    const compiled = compileCondition(when, catalogue);
    const sources = knowing(compiled.facts);
    return {
      when,
      text: describe(when, catalogue),
      async sift(conversations) {
        const facts = await readFacts(app, conversations, sources);
        return conversations.filter(({ id }) => compiled.holds(facts.get(id) ?? {}));
      },
    };
  },
};

/** Each has its own depth and count of questions: what was saved can be narrowed further. */
function together(all: readonly ReturnType<typeof validateCondition>[]): Condition {
  const problems = all.flatMap((read) => (read.isValid ? [] : read.problems));
  if (problems.length > 0) {
    const reason = problems.slice(0, 3).map(({ message }) => message);
    throw conditionErrors('condition.invalid', { reason: reason.join(' ') });
  }
  const conditions = all.flatMap((read) => (read.isValid ? [read.condition] : []));
  return conditions.length === 1 ? conditions[0]! : { all: conditions };
}
