import { type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react';

interface WritingFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange(value: string, caret: number): void;
  onKeyDown?(event: KeyboardEvent<HTMLTextAreaElement>): void;
  /** Ctrl+Enter. */
  onSubmit(): void;
  /** The same text again, coloured; it lies under the field and gives it its height. */
  ground?: ReactNode;
  /** Grows when the field should take the focus. */
  focusCount: number;
  field: RefObject<HTMLTextAreaElement | null>;
  describedBy?: string;
  isReadOnly?: boolean;
}

/** A text field that grows with its words and can show colours behind them. Escape leaves it, so that the keys of the screen work again. */
export function WritingField({
  label,
  placeholder,
  value,
  onChange,
  onKeyDown,
  onSubmit,
  ground,
  focusCount,
  field,
  describedBy,
  isReadOnly,
}: WritingFieldProps) {
  useEffect(() => {
    if (focusCount > 0) focusAtEnd(field.current);
  }, [focusCount, field]);
  const handleKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    onKeyDown?.(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSubmit();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      event.currentTarget.blur();
    }
  };
  return (
    <div className="writing">
      <div className="writing-ground" aria-hidden>
        {ground ?? value}
        {'\n'}
      </div>
      <textarea
        ref={field}
        className="writing-field"
        dir="auto"
        rows={1}
        aria-label={label}
        aria-describedby={describedBy}
        placeholder={placeholder}
        value={value}
        readOnly={isReadOnly}
        onChange={(event) => onChange(event.target.value, event.target.selectionStart)}
        onKeyDown={handleKey}
      />
    </div>
  );
}

function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}
