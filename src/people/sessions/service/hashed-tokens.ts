import type { DBAdapter, Where } from 'better-auth';

type Transaction = Parameters<Parameters<DBAdapter['transaction']>[0]>[0];
type Row = Record<string, unknown>;
type Hash = (token: string) => string;

/**
 * Keeps only the hash of a session's token in the database. The library above goes on seeing the token it made or was shown; whoever
 * reads the table sees nothing that would sign him in.
 */
export function hashSessionTokens(inner: DBAdapter, hashToken: Hash): DBAdapter {
  return {
    ...inner,
    ...hashing(inner, hashToken),
    transaction: (work) =>
      inner.transaction((transaction) => work({ ...transaction, ...hashing(transaction, hashToken) })),
  };
}

function hashing(
  inner: Transaction,
  hashToken: Hash,
): Pick<
  Transaction,
  'create' | 'findOne' | 'findMany' | 'update' | 'updateMany' | 'delete' | 'deleteMany' | 'count'
> {
  const sealed = (model: string, where: Where[]) =>
    model === 'session' ? where.map((clause) => sealClause(clause, hashToken)) : where;
  return {
    async create<T extends Row, R = T>(input: { model: string; data: Omit<T, 'id'> }) {
      const token = input.model === 'session' ? (input.data as Row)['token'] : undefined;
      if (typeof token !== 'string') return inner.create<T, R>(input);
      const row = await inner.create<T, R>({ ...input, data: { ...input.data, token: hashToken(token) } });
      return { ...row, token };
    },
    findOne: async <T>(input: Parameters<Transaction['findOne']>[0]) => {
      const row = await inner.findOne<T>({ ...input, where: sealed(input.model, input.where) });
      return row && shown(row, input.model, input.where);
    },
    findMany: <T>(input: Parameters<Transaction['findMany']>[0]) =>
      inner.findMany<T>({ ...input, ...(input.where ? { where: sealed(input.model, input.where) } : {}) }),
    update: async <T>(input: Parameters<Transaction['update']>[0]) => {
      const row = await inner.update<T>({ ...input, where: sealed(input.model, input.where) });
      return row && shown(row, input.model, input.where);
    },
    updateMany: (input) => inner.updateMany({ ...input, where: sealed(input.model, input.where) }),
    delete: (input) => inner.delete({ ...input, where: sealed(input.model, input.where) }),
    deleteMany: (input) => inner.deleteMany({ ...input, where: sealed(input.model, input.where) }),
    count: (input) =>
      inner.count({ ...input, ...(input.where ? { where: sealed(input.model, input.where) } : {}) }),
  };
}

function sealClause(clause: Where, hashToken: Hash): Where {
  if (clause.field !== 'token') return clause;
  const { value } = clause;
  return {
    ...clause,
    value: Array.isArray(value) ? value.map((one) => hashToken(String(one))) : hashToken(String(value)),
  };
}

/** The row with the token that it was asked for by. */
function shown<T>(row: T, model: string, where: Where[]): T {
  const asked = model === 'session' ? where.find((clause) => clause.field === 'token') : undefined;
  return typeof asked?.value === 'string' ? { ...row, token: asked.value } : row;
}
