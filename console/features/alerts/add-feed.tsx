import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Rss } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';

/** A feed needs a name, so that one knows later whom its address was given to. */
export function AddFeed({ onAdded }: { onAdded(address: { name: string; url: string }): void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: (asked: string) => api.post<{ url: string }>('/alerts/feeds', { name: asked }),
    onSuccess: ({ url }, asked) => {
      onAdded({ name: asked, url });
      setName('');
      void queryClient.invalidateQueries({ queryKey: ['alerts', 'feeds'] });
    },
    onError: toastError,
  });
  return (
    <form
      className="alert-add-feed"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') add.mutate(name.trim());
      }}
    >
      <Field label={t('alerts.feeds.name')}>
        {(wiring) => (
          <input
            {...wiring}
            className="input"
            maxLength={120}
            placeholder={t('alerts.feeds.placeholder')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" icon={Rss} isBusy={add.isPending} disabled={name.trim() === ''}>
        {t('alerts.feeds.add')}
      </Button>
    </form>
  );
}
