import { Checkbox } from '../../components/choice.tsx';
import { ChoiceField, Field, SelectField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { CORNERS, DENSITIES, FONTS, SCHEMES } from './choices.ts';
import { PictureField } from './picture-field.tsx';
import type { Look } from './queries.ts';
import { VariablesField } from './variables-field.tsx';

interface LookFieldsProps {
  look: Look;
  onChange(part: Partial<Look>): void;
}

/** Everything that a look is made of. */
export function LookFields({ look, onChange }: LookFieldsProps) {
  return (
    <>
      <Colours look={look} onChange={onChange} />
      <PictureField
        label={t('site.logo')}
        hint={t('site.logo.hint')}
        fileId={look.logoFileId}
        onChange={(logoFileId) => onChange({ logoFileId })}
      />
      <PictureField
        label={t('site.darkLogo')}
        hint={t('site.darkLogo.hint')}
        isDark
        fileId={look.darkLogoFileId}
        onChange={(darkLogoFileId) => onChange({ darkLogoFileId })}
      />
      <PictureField
        label={t('site.icon')}
        hint={t('site.icon.hint')}
        accept="image/png"
        fileId={look.iconFileId}
        onChange={(iconFileId) => onChange({ iconFileId })}
      />
      <Type look={look} onChange={onChange} />
      <VariablesField variables={look.variables} onChange={(variables) => onChange({ variables })} />
    </>
  );
}

function Colours({ look, onChange }: LookFieldsProps) {
  return (
    <>
      <ColourField
        label={t('site.colour')}
        hint={t('site.colour.hint')}
        value={look.colour}
        onChange={(colour) => onChange({ colour })}
      />
      <ChoiceField
        label={t('site.scheme')}
        value={look.scheme}
        values={SCHEMES}
        wordOf={(scheme) => t(`site.scheme.${scheme}`)}
        onChoose={(scheme) => onChange({ scheme })}
      />
      {look.scheme !== 'light' && (
        <Checkbox
          label={t('site.darkColour.own')}
          isOn={look.darkColour !== null}
          onChange={(isOn) => onChange({ darkColour: isOn ? look.colour : null })}
        />
      )}
      {look.scheme !== 'light' && look.darkColour !== null && (
        <ColourField
          label={t('site.darkColour')}
          value={look.darkColour}
          onChange={(darkColour) => onChange({ darkColour })}
        />
      )}
    </>
  );
}

interface ColourFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange(value: string): void;
}

function ColourField({ label, hint, value, onChange }: ColourFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <input
          {...wiring}
          type="color"
          className="site-colour"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function Type({ look, onChange }: LookFieldsProps) {
  const fonts = FONTS.map((font) => ({ value: font, label: t(`site.font.${font}`) }));
  return (
    <>
      <ChoiceField
        label={t('site.font')}
        hint={t('site.font.hint')}
        value={look.font}
        values={FONTS}
        wordOf={(font) => t(`site.font.${font}`)}
        onChoose={(font) => onChange({ font })}
      />
      <SelectField
        label={t('site.headings')}
        value={look.headings ?? ''}
        choices={[{ value: '', label: t('site.headings.same') }, ...fonts]}
        onChange={({ target: { value } }) =>
          onChange({ headings: FONTS.find((font) => font === value) ?? null })
        }
      />
      <ChoiceField
        label={t('site.corners')}
        value={look.corners}
        values={CORNERS}
        wordOf={(corners) => t(`site.corners.${corners}`)}
        onChoose={(corners) => onChange({ corners })}
      />
      <ChoiceField
        label={t('site.density')}
        value={look.density}
        values={DENSITIES}
        wordOf={(density) => t(`site.density.${density}`)}
        onChoose={(density) => onChange({ density })}
      />
    </>
  );
}
