import type { QueryValues } from '../../api/client.ts';
import type { Asked } from './search.ts';
import type { Behind } from './types.ts';

/** What the list behind a number asks the server; its name is for people. */
export function behindValues(
  asked: Asked,
  { what, by, key, hour, from, to, waiting }: Omit<Behind, 'title'>,
): QueryValues {
  const { networks, teams, languages, zone } = asked;
  const group = { ...(by !== undefined && { by }), ...(key !== undefined && { key }) };
  const filters = {
    ...(networks !== undefined && { networks }),
    ...(teams !== undefined && { teams }),
    ...(languages !== undefined && { languages }),
  };
  if (waiting !== undefined) return { ...filters, ...group, ...(waiting !== 'any' && { age: waiting }) };
  return {
    ...filters,
    ...group,
    from: from ?? asked.from,
    to: to ?? asked.to,
    zone,
    ...(what !== undefined && { what }),
    ...(hour !== undefined && { hour }),
  };
}
