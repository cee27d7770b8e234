import type { CaseDetail } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { AttachButton } from '../../components/files/attach-button.tsx';
import { FileList } from '../../components/files/file-list.tsx';
import { UploadList } from '../../components/files/upload-list.tsx';
import { useUploads } from '../../components/files/use-uploads.ts';
import { t } from '../../i18n/index.ts';
import { Block } from './block.tsx';
import { useCaseActions } from './use-cases.ts';

/** Photos, videos and documents of the case: evidence of the customer, and what colleagues add. */
export function CaseFiles({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = useCaseActions();
  const uploads = useUploads('case');
  const save = async () => {
    const fileIds = uploads.files.map((file) => file.id);
    if (await actions.run(api.post(`/cases/${detail.id}/files`, { fileIds }))) uploads.clear();
  };
  return (
    <Block title={t('cases.files')} actions={can('cases.work') && <AttachButton uploads={uploads} />}>
      <FileList files={detail.files} />
      {detail.files.length === 0 && uploads.items.length === 0 && (
        <p className="faint">{t('cases.files.none')}</p>
      )}
      <UploadList uploads={uploads} />
      {uploads.files.length > 0 && (
        <Button size="s" disabled={uploads.isBusy} onClick={() => void save()}>
          {t('cases.files.add')}
        </Button>
      )}
    </Block>
  );
}
