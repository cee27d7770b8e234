import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../../api/client.ts';
import { useUser } from '../../../app/session.ts';
import { Avatar } from '../../../components/avatar.tsx';
import { Button } from '../../../components/button.tsx';
import { TextField } from '../../../components/field.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { Page } from '../../../components/page.tsx';
import { showToast } from '../../../components/toast-store.ts';
import { t } from '../../../i18n/index.ts';
import { Away } from '../../teams/away.tsx';

export function ProfilePage() {
  const user = useUser();
  const [name, setName] = useState(user.name);
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => api.patch('/me', { name: name.trim() }),
    onSuccess: async () => {
      await Promise.all(
        ['session', 'staff'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
      showToast({ text: t('common.saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Page title={t('settings.profile')} text={t('settings.profile.text')}>
      <form className="form" onSubmit={submit}>
        <div className="row profile-head">
          <Avatar id={user.id} name={user.name} url={user.avatarUrl} size={40} />
          <div>
            <strong>{user.name}</strong>
            <p className="muted">
              {user.email} · {t(`shell.role.${user.role}`)}
            </p>
          </div>
        </div>
        <TextField
          label={t('signIn.name')}
          hint={t('signIn.name.hint')}
          required
          maxLength={120}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('signIn.email')}
          hint={t('settings.profile.email.hint')}
          readOnly
          value={user.email}
        />
        <p className="muted">{t(`settings.role.${user.role}`)}</p>
        <FormError error={save.error} />
        <div className="form-actions">
          <Button
            type="submit"
            variant="primary"
            isBusy={save.isPending}
            disabled={name.trim() === '' || name.trim() === user.name}
          >
            {t('common.save')}
          </Button>
        </div>
      </form>
      <div className="profile-away">
        <Away />
      </div>
    </Page>
  );
}
