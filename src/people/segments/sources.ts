import type { App } from '#platform/app/index.ts';
import type { Catalogue, FactDefinition, Facts } from '#lib/conditions/index.ts';

/** A person, or an account that nobody joined, with all accounts. */
export interface Customer {
  key: string;
  accountIds: readonly string[];
}

/** Where facts of customers come from. A feature that knows more about them adds a source of its own. */
export interface CustomerFactSource {
  /** Stable; a source of the same name is replaced. */
  name: string;
  /** The facts, with the values that there are now. Neither names nor reach: nobody belongs anywhere by these. */
  define(app: App): Promise<readonly FactDefinition[]>;
  /** What is known now, by the key of the customer. Set-based: hundreds are asked at once. */
  read(app: App, customers: readonly Customer[]): Promise<ReadonlyMap<string, Facts>>;
}

const added = new WeakMap<App, CustomerFactSource[]>();

/** Adds facts that segments may ask for. To be called in the feature's `subscribe`. */
export function addCustomerFacts(app: App, source: CustomerFactSource): void {
  const others = (added.get(app) ?? []).filter(({ name }) => name !== source.name);
  added.set(app, [...others, source]);
}

/** Everything that segments may ask for, and how it is read. */
export interface CustomerFacts {
  catalogue: Catalogue;
  /** Reads only what knows of these facts. */
  read(customers: readonly Customer[], asked: ReadonlySet<string>): Promise<Map<string, Facts>>;
}

export async function customerFacts(app: App): Promise<CustomerFacts> {
  const defined = await Promise.all(
    (added.get(app) ?? []).map(async (source) => ({ source, facts: await source.define(app) })),
  );
  return {
    catalogue: new Map(defined.flatMap(({ facts }) => facts.map((one) => [one.name, one]))),
    async read(customers, asked) {
      const wanted = defined.filter(({ facts }) => facts.some(({ name }) => asked.has(name)));
      const read = await Promise.all(wanted.map(({ source }) => source.read(app, customers)));
      return new Map(
        customers.map(({ key }) => [
          key,
          Object.assign({}, ...read.map((facts) => facts.get(key) ?? {})) as Facts,
        ]),
      );
    },
  };
}
