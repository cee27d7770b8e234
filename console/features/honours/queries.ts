import { queryOptions } from '@tanstack/react-query';
import type { HonourInput, HonourList, HonourView, MemberHonours, Trial } from '#embrace/honours/schema.ts';
import { api } from '../../api/client.ts';

export type { HonourInput, HonourList, HonourView, Trial };

export const honourQueries = {
  list: () =>
    queryOptions({
      queryKey: ['honours'],
      queryFn: ({ signal }) => api.get<HonourList>('/honours', {}, signal),
    }),
  member: (memberId: string) =>
    queryOptions({
      queryKey: ['honours', 'member', memberId],
      queryFn: ({ signal }) => api.get<MemberHonours>(`/honours/members/${memberId}`, {}, signal),
    }),
};
