interface Props {
  id: string;
  label: string;
  description?: string | undefined;
  tile?: boolean;
  checked: boolean;
  onChecked(checked: boolean): void;
  error?: string | undefined;
}

/** Yes or no. */
export function Checkbox({ id, label, description, tile = false, checked, onChecked, error }: Props) {
  return (
    <div class={error ? "usa-checkbox usa-form-group--error" : "usa-checkbox"}>
      {error && (
        <div class="usa-error-message" id={`${id}-error`}>
          {error}
        </div>
      )}
      <input
        class={tile ? "usa-checkbox__input usa-checkbox__input--tile" : "usa-checkbox__input"}
        type="checkbox"
        id={id}
        checked={checked}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <label class="usa-checkbox__label" for={id}>
        {label}
        {description && <span class="usa-checkbox__label-description">{description}</span>}
      </label>
    </div>
  );
}
