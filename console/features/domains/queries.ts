import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { domainInput, domainShape, domainsShape } from '#people/domains/schema.ts';
import { api } from '../../api/client.ts';

export type Domain = z.infer<typeof domainShape>;
export type DomainWish = z.input<typeof domainInput>;
export type Domains = z.infer<typeof domainsShape>;

export const PARTS: readonly Domain['parts'][number][] = ['community', 'help'];

export const domainQueries = {
  all: () =>
    queryOptions({
      queryKey: ['domains'],
      queryFn: ({ signal }) => api.get<Domains>('/domains', {}, signal),
    }),
};
