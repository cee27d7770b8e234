import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { t } from '../../i18n/index.ts';
import { IconButton } from '../button.tsx';
import type { Uploads } from './use-uploads.ts';

/** Opens the system's choice of files, or a phone's camera. */
export function AttachButton({ uploads, label = t('files.attach') }: { uploads: Uploads; label?: string }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={(event) => {
          uploads.add(event.target.files ?? []);
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
      <IconButton icon={Paperclip} label={label} onClick={() => input.current?.click()} />
    </>
  );
}
