import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, type Page as Listed } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TextField } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { MadeLink, WallLink } from './types.ts';

const linksQuery = queryOptions({
  queryKey: ['wallboard', 'links'],
  queryFn: ({ signal }) => api.get<Listed<WallLink>>('/wallboard/links', {}, signal),
});

/** Links that show the wallboard without sign-in: make one, withdraw it. */
export function WallLinks() {
  const queryClient = useQueryClient();
  const { data, error, isPending, refetch } = useQuery(linksQuery);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['wallboard', 'links'] });
  const withdraw = useMutation({
    mutationFn: (id: string) => api.delete(`/wallboard/links/${id}`),
    onSuccess: () => showToast({ text: t('wallboard.links.withdrawn') }),
    onError: toastError,
    onSettled: refresh,
  });
  return (
    <Section title={t('wallboard.links')} text={t('wallboard.links.text')}>
      <Make onMade={refresh} />
      {error !== null ? (
        <ErrorState error={error} isSmall onRetry={() => void refetch()} />
      ) : isPending ? (
        <SkeletonRows count={2} label={t('common.loading')} />
      ) : data.items.length === 0 ? (
        <p className="muted">{t('wallboard.links.empty')}</p>
      ) : (
        <ul className="wall-links">
          {data.items.map(({ id, name, createdBy, createdAt }) => (
            <li key={id}>
              <span className="grow">
                {name}{' '}
                <span className="faint">
                  {t('wallboard.links.by', { name: createdBy })}, <Time at={createdAt} />
                </span>
              </span>
              <Button
                size="s"
                onClick={() => withdraw.mutate(id)}
                aria-label={`${t('wallboard.links.withdraw')}: ${name}`}
              >
                {t('wallboard.links.withdraw')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Make({ onMade }: { onMade(): void }) {
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: () => api.post<MadeLink>('/wallboard/links', { name }),
    onSuccess: () => {
      setName('');
      onMade();
    },
    onError: toastError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <>
      <form className="wall-make" onSubmit={submit}>
        <TextField
          label={t('wallboard.links.name')}
          value={name}
          required
          maxLength={60}
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit" isBusy={make.isPending}>
          {t('wallboard.links.make')}
        </Button>
      </form>
      {make.data && (
        <CopyField label={make.data.name} value={make.data.link} hint={t('wallboard.links.made')} />
      )}
    </>
  );
}
