// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { click, get, getButton, render, type, unmount } from '../testing.tsx';
import { ConfirmDialog, type ConfirmDialogProps } from './confirm-dialog.tsx';

afterEach(unmount);

async function open(props: Partial<ConfirmDialogProps>) {
  await render(
    <ConfirmDialog
      trigger={<button type="button">Revoke…</button>}
      title="Revoke the key?"
      confirmLabel="Revoke key"
      onConfirm={() => {}}
      {...props}
    />,
  );
  await click(getButton('Revoke…'));
}

describe('a confirm dialog', () => {
  test('does nothing before it is confirmed', async () => {
    let calls = 0;
    await open({ onConfirm: () => void calls++ });
    expect(get('[role=alertdialog]').getAttribute('aria-labelledby')).toBeTruthy();
    await click(getButton('Cancel'));
    expect(calls).toBe(0);
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
  });

  test('acts once and closes', async () => {
    let calls = 0;
    await open({ onConfirm: async () => void calls++ });
    await click(getButton('Revoke key'));
    expect(calls).toBe(1);
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
  });

  test('stays open and says what went wrong', async () => {
    await open({ onConfirm: async () => ({ ok: false, message: 'It is already revoked.' }) });
    await click(getButton('Revoke key'));
    expect(get('[role=alertdialog] [role=alert]').textContent).toContain('It is already revoked.');
  });

  test('refuses until the name is typed', async () => {
    let calls = 0;
    await open({ typeToConfirm: 'atlas', onConfirm: () => void calls++ });
    const button = get('[role=alertdialog] button[aria-disabled=true]');
    await click(button);
    expect(calls).toBe(0);
    await type(get<HTMLInputElement>('[role=alertdialog] input'), 'atlas');
    await click(getButton('Revoke key'));
    expect(calls).toBe(1);
  });
});
