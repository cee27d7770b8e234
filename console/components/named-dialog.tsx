import type { ComponentProps } from 'react';
import { t } from '../i18n/index.ts';
import { TextAreaField, TextField } from './field.tsx';
import { SaveDialog } from './save-dialog.tsx';

interface NamedDialogProps extends Pick<ComponentProps<typeof SaveDialog>, 'save' | 'onClose' | 'children'> {
  /** What is changed; `add` is the title where there is none yet. */
  known: { name: string } | undefined;
  add: string;
  given: { name: string; text?: string | undefined };
  change(part: { name?: string; text?: string }): void;
  /** What its words are called, and how many units they may have. */
  words: string;
  most?: number;
}

/** Adds or changes what has a name and a few words: a category, a group, a board. */
export function NamedDialog({ known, add, given, change, words, most = 500, ...rest }: NamedDialogProps) {
  const { children, ...dialog } = rest;
  return (
    <SaveDialog
      title={known ? t('common.change', { name: known.name }) : add}
      isReady={given.name.trim() !== ''}
      {...dialog}
    >
      <TextField
        label={t('common.name')}
        maxLength={200}
        value={given.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextAreaField
        label={words}
        maxLength={most}
        value={given.text ?? ''}
        onChange={(event) => change({ text: event.target.value })}
      />
      {children}
    </SaveDialog>
  );
}
