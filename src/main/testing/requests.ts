import { z } from 'zod';

type Random = () => number;
interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
}

/** Texts that broke somebody's program once: bytes that PostgreSQL refuses, halves of letters, patterns, markup, orders for other machines. */
export const HOSTILE_TEXTS: readonly string[] = [
  'plain',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  "'; drop table users; --",
  '%_\\%',
  '$1 ${x} {{y}}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '\u202eabc\u2066',
  '\ufeff ',
  '🧑‍🧑‍🧒‍🧒'.repeat(9),
  '('.repeat(60),
  '"',
  '&|!():*',
  'NaN',
  '-0',
  '1e309',
  '9'.repeat(40),
];
/** Other machines are never asked: this address is refused by the guard at the edge. */
const NOWHERE = 'http://127.0.0.1:1/';

/** A request that has the shape a schema asks for, and in it, wherever the schema lets it through, something nobody would send in good faith. */
export function hostileValue(schema: z.ZodType | undefined, random: Random): unknown {
  if (schema === undefined) return undefined;
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return valueOf(root, root, random, 0);
}

function valueOf(schema: JsonSchema, root: JsonSchema, random: Random, depth: number): unknown {
  if (schema.$ref !== undefined) {
    const target = schema.$ref === '#' ? root : root.$defs?.[schema.$ref.split('/').at(-1)!];
    return depth > 6 || !target ? null : valueOf(target, root, random, depth + 1);
  }
  if ('const' in schema) return schema.const;
  if (schema.enum) return pick(schema.enum, random);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return valueOf(pick(choices, random), root, random, depth + 1);
  if (schema.allOf) return valueOf(schema.allOf[0]!, root, random, depth + 1);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, root, random, depth);
    case 'array':
      return arrayOf(schema, root, random, depth);
    case 'string':
      return textOf(schema, random);
    case 'number':
    case 'integer':
      return numberOf(schema, random);
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    default:
      return pick<unknown>([null, 7, 'any', [], {}], random);
  }
}

function objectOf(schema: JsonSchema, root: JsonSchema, random: Random, depth: number): unknown {
  const made: Record<string, unknown> = {};
  const required = new Set(schema.required);
  for (const [name, one] of Object.entries(schema.properties ?? {}))
    if (required.has(name) || random() < 0.7) made[name] = valueOf(one, root, random, depth + 1);
  const { additionalProperties: more, propertyNames } = schema;
  if (typeof more === 'object' && random() < 0.8) {
    const name = propertyNames ? String(valueOf(propertyNames, root, random, depth + 1)) : 'constructor';
    made[name] = valueOf(more, root, random, depth + 1);
  }
  return made;
}

function arrayOf(schema: JsonSchema, root: JsonSchema, random: Random, depth: number): unknown {
  if (schema.prefixItems) return schema.prefixItems.map((one) => valueOf(one, root, random, depth + 1));
  const least = schema.minItems ?? 0;
  const most = Math.min(schema.maxItems ?? 3, Math.max(least, 3));
  const length = depth > 6 ? least : least + Math.floor(random() * (most - least + 1));
  return Array.from({ length }, () => valueOf(schema.items ?? {}, root, random, depth + 1));
}

function textOf(schema: JsonSchema, random: Random): string {
  const id = /^\^(\w+_)\[0-9a-z\]/.exec(schema.pattern ?? '');
  if (id) return `${id[1]}${pick(['0', 'z', '7'], random).repeat(26)}`;
  if (schema.format === 'date-time')
    return pick(['2026-11-22T10:00:00.000Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'], random);
  if (schema.format === 'date') return pick(['2026-02-28', '0001-01-01', '9999-12-31'], random);
  if (schema.format === 'email') return 'nobody@refused.example';
  if (schema.format === 'uri') return NOWHERE;
  const text = pick(HOSTILE_TEXTS, random).padEnd(schema.minLength ?? 0, '.');
  return text.slice(0, schema.maxLength ?? text.length);
}

function numberOf({ minimum, maximum, type }: JsonSchema, random: Random): number {
  const ends = [minimum ?? -1, maximum ?? 2 ** 31, ((minimum ?? 0) + (maximum ?? 100)) / 2];
  const number = pick(ends, random);
  return type === 'integer' ? Math.trunc(number) : number;
}

function pick<T>(some: readonly T[], random: Random): T {
  return some[Math.floor(random() * some.length)]!;
}
