import { queryOptions } from '@tanstack/react-query';
import type { FormsView, FormView } from '#respond/forms/schema.ts';
import { api } from '../../api/client.ts';
import { changingOf } from '../../components/use-changing.ts';

export type { FormsView, FormView };
export type Question = FormView['questions'][number];
export type Words = Question['words'][string];

export const { useChanging, useSaving } = changingOf('forms');

export const formQueries = {
  all: () =>
    queryOptions({
      queryKey: ['forms'],
      queryFn: ({ signal }) => api.get<FormsView>('/forms', {}, signal),
    }),
};

/** All forms as the next version. */
export const putForms = (basedOn: number, forms: readonly FormView[]) =>
  api.put('/forms', { basedOn, forms });
