import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { SelectField } from '../../components/field.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { contributionQueries, type EditSettings } from './queries.ts';

const LEVELS = [0, 1, 2, 3, 4];

/** From which level of trust members suggest changes, and publish them at once. */
export function EditLevels() {
  const mayManage = useCan()('knowledge.manage');
  const { data } = useQuery(contributionQueries.settings());
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (settings: EditSettings) => api.put('/contributions/settings', settings),
    onSuccess: () => showToast({ text: t('common.saved') }),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['contributions', 'settings'] }),
  });
  if (data === undefined) return null;
  const field = (key: keyof EditSettings) => (
    <SelectField
      label={t(`contributions.${key}`)}
      disabled={!mayManage}
      value={data[key] === null ? '' : String(data[key])}
      onChange={({ target: { value } }) =>
        save.mutate({ ...data, [key]: value === '' ? null : Number(value) })
      }
      choices={[
        { value: '', label: t(`contributions.${key}.never`) },
        ...LEVELS.map((level) => ({ value: String(level), label: t('contributions.level', { level }) })),
      ]}
    />
  );
  return (
    <>
      {field('fromLevel')}
      {field('atOnceFrom')}
    </>
  );
}
