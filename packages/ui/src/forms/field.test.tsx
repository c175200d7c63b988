import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { NumberInput } from '../inputs/number-input.tsx';
import { Field } from './field.tsx';
import { FormProvider } from './form-context.tsx';
import { Input } from './input.tsx';

function attribute(html: string, element: string, name: string): string | undefined {
  return new RegExp(`<${element}[^>]* ${name}="([^"]*)"`).exec(html)?.[1];
}

describe('a field', () => {
  test('labels its control', () => {
    const html = renderToStaticMarkup(
      <Field name="email" label="E-mail">
        <Input />
      </Field>,
    );
    expect(attribute(html, 'label', 'for')).toBe(attribute(html, 'input', 'id'));
    expect(attribute(html, 'input', 'name')).toBe('email');
    expect(attribute(html, 'input', 'aria-invalid')).toBeUndefined();
  });

  test('describes its control by the error first, then the hint', () => {
    const html = renderToStaticMarkup(
      <Field label="Name" hint="Shown to customers." error="Taken.">
        <Input />
      </Field>,
    );
    const [errorId, hintId] = attribute(html, 'input', 'aria-describedby')?.split(' ') ?? [];
    expect(html).toMatch(new RegExp(`id="${errorId}"[^>]*>.*Taken\\.`));
    expect(html).toMatch(new RegExp(`id="${hintId}"[^>]*>Shown to customers\\.`));
    expect(attribute(html, 'input', 'aria-invalid')).toBe('true');
  });

  test('finds its problem and what was typed in the form around it', () => {
    const problems = new Map([
      ['limit', { location: 'limit', message: 'Too large.', fix: 'Use at most 100.' }],
    ]);
    const html = renderToStaticMarkup(
      <FormProvider value={{ problems, values: { limit: '999' } }}>
        <Field name="limit" label="Limit">
          <NumberInput unit="requests" defaultValue="5" />
        </Field>
      </FormProvider>,
    );
    expect(html).toContain('Too large. Use at most 100.');
    expect(attribute(html, 'input', 'value')).toBe('999');
    expect(attribute(html, 'input', 'inputMode')).toBe('numeric');
  });
});
