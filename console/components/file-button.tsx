import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button.tsx';

/** Opens the system's choice of a file and hands over its text. `accept` as in HTML: `.csv,.txt`. */
export function FileButton({
  label,
  accept,
  onRead,
}: {
  label: string;
  accept: string;
  onRead(text: string): void;
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
          void event.target.files?.[0]?.text().then(onRead);
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
