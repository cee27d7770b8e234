import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { showToast } from '../toast-store.ts';
import { type EndpointFields, endpointInput } from './endpoint.ts';

interface Trial {
  isFine: boolean;
  problem: string | null;
  milliseconds: number;
  text?: string | null;
}

/** A model's set-up while it is changed at `path`, what is kept under `queryKey`, and a trial of it. */
export function useEndpoint<View, Form extends EndpointFields>(
  path: string,
  queryKey: QueryKey,
  view: View,
  formOf: (view: View) => Form,
) {
  const queryClient = useQueryClient();
  const [form, setForm] = useState(() => formOf(view));
  const save = useMutation({
    mutationFn: () => api.put<View>(path, endpointInput(form)),
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKey, saved);
      setForm(formOf(saved));
      showToast({ text: t('common.saved') });
    },
  });
  const trial = useMutation({ mutationFn: () => api.post<Trial>(`${path}/trial`) });
  return {
    form,
    change: (changed: Partial<Form>) => setForm({ ...form, ...changed }),
    submit: (event: FormEvent) => {
      event.preventDefault();
      save.mutate();
    },
    save,
    trial,
  };
}
