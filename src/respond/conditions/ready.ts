import { compileCondition, describe, validateCondition } from '#lib/conditions/index.ts';
import type { ConversationConditions } from '#respond/inbox/index.ts';
import { conditionErrors } from './errors.ts';
import { readFacts, readSources } from './facts/index.ts';

/** Conditions about conversations, made ready to be asked of many. Only what a condition asks for is read. */
export const conversationConditions: ConversationConditions = {
  async read(app, input) {
    const { catalogue, knowing } = await readSources(app);
    const read = validateCondition(input, catalogue);
    if (!read.isValid) {
      const reason = read.problems.slice(0, 3).map(({ message }) => message);
      throw conditionErrors('condition.invalid', { reason: reason.join(' ') });
    }
    const compiled = compileCondition(read.condition, catalogue);
    const sources = knowing(compiled.facts);
    return {
      when: read.condition,
      text: describe(read.condition, catalogue),
      async sift(conversations) {
        const facts = await readFacts(app, conversations, sources);
        return conversations.filter(({ id }) => compiled.holds(facts.get(id) ?? {}));
      },
    };
  },
};
