import { api } from '../../api/client.ts';
import type { LabelChange, LabelView } from '../../api/types.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { keyText, valueText } from './label-words.ts';

/** Sets a label; null takes the correction back. What was done can be undone. */
export type Correct = (key: string, value: string | null) => void;

export function useCorrect(postId: string, onLabels: (labels: LabelView[]) => void): Correct {
  const send = async (key: string, value: string | null): Promise<LabelChange> => {
    const path = `/posts/${postId}/labels/${key}`;
    const change =
      value === null ? await api.delete<LabelChange>(path) : await api.put<LabelChange>(path, { value });
    onLabels(change.labels);
    return change;
  };
  return (key, value) => {
    send(key, value).then(
      ({ before }) =>
        offerUndo({
          text:
            value === null
              ? t('labels.withdraw')
              : t('labels.changed', { label: keyText(key), value: valueText(key, value) }),
          undo: async () => {
            await send(key, before).catch(toastError);
          },
        }),
      toastError,
    );
  };
}
