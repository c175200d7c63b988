// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { click, get, getButton, render, type, unmount } from '../testing.tsx';
import { ActionForm } from './action-form.tsx';
import { Checkbox } from './checkbox.tsx';
import { Field } from './field.tsx';
import { FormErrorSummary } from './form-error-summary.tsx';
import { type FormResult, valuesOf } from './form-problem.tsx';
import { Input } from './input.tsx';
import { SubmitButton } from './submit-button.tsx';

afterEach(unmount);

async function refuse(_previous: FormResult | undefined, data: FormData): Promise<FormResult> {
  return { ok: false, values: valuesOf(data), errors: [{ location: 'body.price', message: 'Is negative.' }] };
}

function form(action: typeof refuse, resetsOnSuccess = false) {
  return (
    <ActionForm action={action} resetsOnSuccess={resetsOnSuccess}>
      <FormErrorSummary labels={{ price: 'Price' }} />
      <Field name="name" label="Name">
        <Input />
      </Field>
      <Field name="price" label="Price">
        <Input />
      </Field>
      <Checkbox name="terms" label="Terms" />
      <SubmitButton>Save</SubmitButton>
    </ActionForm>
  );
}

describe('a form over an action', () => {
  test('keeps what was typed when the action refuses', async () => {
    await render(form(refuse));
    await type(get<HTMLInputElement>('[name=name]'), 'Atlas');
    await click(get('[name=terms]'));
    await click(getButton('Save'));
    expect(get<HTMLInputElement>('[name=name]').value).toBe('Atlas');
    expect(get<HTMLInputElement>('[name=terms]').checked).toBe(true);
  });

  test('focuses the first wrong field and says what is wrong at it', async () => {
    await render(form(refuse));
    await click(getButton('Save'));
    const price = get<HTMLInputElement>('[name=price]');
    expect(document.activeElement).toBe(price);
    const errorId = price.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(errorId)?.textContent).toContain('Is negative.');
    expect(get('[role=alert]').textContent).toContain('Price: Is negative.');
  });

  test('focuses the summary when the problem belongs to no field', async () => {
    await render(form(async () => ({ ok: false, message: 'Somebody else changed it.' })));
    await click(getButton('Save'));
    expect(document.activeElement).toBe(get('[data-form-summary]'));
    expect(get('[role=alert]').textContent).toContain('Somebody else changed it.');
  });

  test('is emptied by a success only when asked to be', async () => {
    const accept = async (): Promise<FormResult> => ({ ok: true });
    await render(form(accept));
    await type(get<HTMLInputElement>('[name=name]'), 'Atlas');
    await click(getButton('Save'));
    expect(get<HTMLInputElement>('[name=name]').value).toBe('Atlas');

    await render(form(accept, true));
    await type(get<HTMLInputElement>('[name=name]'), 'Atlas');
    await click(getButton('Save'));
    expect(get<HTMLInputElement>('[name=name]').value).toBe('');
  });
});
