import { type RawBuilder, sql } from 'kysely';

/** A value for a jsonb column; arrays need this because the driver would send them as PostgreSQL arrays. */
export function jsonb<T>(value: T): RawBuilder<T> {
  return sql`cast(${JSON.stringify(value)} as jsonb)`;
}
