import type { Condition } from '#lib/conditions/index.ts';
import type { SegmentInput } from '#people/segments/schema.ts';

/** Whether nothing is asked: then only those picked by hand are in. */
export function isOpen(when: Condition): boolean {
  return 'all' in when && when.all.length === 0;
}

/** What is sent. */
export function inputOf({
  name,
  description,
  when,
}: {
  name: string;
  description: string;
  when: Condition;
}): SegmentInput {
  return {
    name: name.trim(),
    description: description.trim(),
    condition: isOpen(when) ? null : { version: 1, when },
  };
}
