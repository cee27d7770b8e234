import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../../api/client.ts';
import { ApiError } from '../../../api/errors.ts';
import type { Role } from '../../../api/types.ts';
import { Button } from '../../../components/button.tsx';
import { SelectField, TextField } from '../../../components/field.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { t } from '../../../i18n/index.ts';
import type { SentInvitation } from '../types.ts';
import { rolesFor } from './roles-for.ts';
import { SentLink } from './sent-link.tsx';
import '../settings.css';

/** Asks for an address and a role; answers with a link to hand on. */
export function InviteForm({ myRole, onSent }: { myRole: Role; onSent?(): void }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const queryClient = useQueryClient();
  const invite = useMutation({
    mutationFn: () => api.post<SentInvitation>('/invitations', { email: email.trim(), role }),
    onSuccess: async () => {
      setEmail('');
      await queryClient.invalidateQueries({ queryKey: ['invitations'] });
      onSent?.();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  const problem = invite.error instanceof ApiError ? invite.error : null;
  return (
    <div className="stack">
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('signIn.email')}
          type="email"
          required
          autoComplete="off"
          value={email}
          error={problem?.fieldMessage('email')}
          onChange={(event) => setEmail(event.target.value)}
        />
        <SelectField
          label={t('settings.invite.role')}
          hint={t(`settings.role.${role}`)}
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
          choices={rolesFor(myRole).map((one) => ({ value: one, label: t(`shell.role.${one}`) }))}
        />
        <FormError error={invite.error} />
        <div className="form-actions">
          <Button type="submit" icon={UserPlus} isBusy={invite.isPending}>
            {t('settings.invite.submit')}
          </Button>
        </div>
      </form>
      {invite.data !== undefined && <SentLink invitation={invite.data} />}
    </div>
  );
}
