import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { CaseTypeView } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Switch } from '../../components/choice.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Page, Section } from '../../components/page.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';
import { PageDays } from '../case-page/days.tsx';
import './cases.css';
import { caseQueries } from './queries.ts';
import { TypeForm } from './type-form.tsx';

/** What kinds of cases there are, what is asked for in each, and when solved ones are closed. */
export function CaseTypesPage() {
  const types = useQuery(caseQueries.types()).data ?? [];
  const can = useCan();
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <Page
      title={t('cases.types.title')}
      text={t('cases.types.text')}
      actions={
        can('cases.set-up') && (
          <Button icon={Plus} onClick={() => setEditing('new')}>
            {t('cases.types.add')}
          </Button>
        )
      }
    >
      {editing === 'new' && <TypeForm type={null} onClose={() => setEditing(null)} />}
      {types.map((type) => (
        <Section
          key={type.id}
          title={type.name}
          text={[type.description, tn('cases.types.fields', type.fields.length)].filter(Boolean).join(' · ')}
          actions={<TypeActions type={type} onEdit={() => setEditing(type.id)} />}
        >
          {editing === type.id && <TypeForm type={type} onClose={() => setEditing(null)} />}
        </Section>
      ))}
      <Closing />
      <PageDays />
      <Measuring />
    </Page>
  );
}

function TypeActions({ type, onEdit }: { type: CaseTypeView; onEdit(): void }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const archive = () =>
    void api
      .post(`/cases/types/${type.id}/archive`, { isArchived: !type.isArchived })
      .then(() => queryClient.invalidateQueries({ queryKey: ['cases'] }), toastError);
  return (
    <>
      {type.isDefault && <Badge tone="accent">{t('cases.types.isDefault')}</Badge>}
      {type.isArchived && <Badge>{t('cases.types.archived')}</Badge>}
      {can('cases.set-up') && (
        <>
          {!type.isDefault && (
            <Button size="s" variant="ghost" onClick={archive}>
              {t(type.isArchived ? 'cases.types.restore' : 'cases.types.archive')}
            </Button>
          )}
          <Button size="s" onClick={onEdit}>
            {t('common.edit')}
          </Button>
        </>
      )}
    </>
  );
}

function Closing() {
  const can = useCan();
  const queryClient = useQueryClient();
  const settings = useQuery(caseQueries.settings()).data;
  if (settings === undefined) return null;
  const save = (text: string) => {
    const closeAfterDays = Number(text);
    if (closeAfterDays === settings.closeAfterDays) return;
    void api
      .put('/cases/settings', { closeAfterDays })
      .catch(toastError)
      .then(() => queryClient.invalidateQueries({ queryKey: ['cases', 'settings'] }));
  };
  return (
    <Section title={t('cases.types.close')} text={t('cases.types.close.hint')}>
      <TextField
        label={t('cases.types.close.days')}
        type="number"
        min={1}
        max={365}
        key={settings.closeAfterDays}
        disabled={!can('cases.set-up')}
        defaultValue={settings.closeAfterDays}
        onBlur={(event) => save(event.target.value)}
      />
    </Section>
  );
}

function Measuring() {
  const can = useCan();
  const queryClient = useQueryClient();
  const settings = useQuery(caseQueries.settings()).data;
  if (settings === undefined) return null;
  return (
    <Section title={t('cases.types.measure')} text={t('cases.types.measure.hint')}>
      <Switch
        label={t('cases.types.measure.on')}
        isOn={settings.measuresTime}
        isDisabled={!can('cases.set-up')}
        onChange={(measuresTime) =>
          void api
            .put('/cases/settings', { measuresTime })
            .catch(toastError)
            .then(() => queryClient.invalidateQueries({ queryKey: ['cases', 'settings'] }))
        }
      />
    </Section>
  );
}
