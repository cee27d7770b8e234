import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button.tsx';

/** Opens the system's choice of a file and hands over its text and its name. `accept` as in HTML: `.csv,.txt`. */
export function FileButton({
  label,
  accept,
  onRead,
}: {
  label: string;
  accept: string;
  onRead(text: string, name: string): void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          void file?.text().then((text) => onRead(text, file.name));
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
      <Button icon={FileUp} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
