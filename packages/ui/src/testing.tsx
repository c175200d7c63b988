import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

if (typeof HTMLFormElement !== 'undefined') {
  // Happy DOM resets a form before it asks; browsers ask first, and do not reset when the event is refused.
  const reset = HTMLFormElement.prototype.reset;
  HTMLFormElement.prototype.reset = function resetWhenAllowed() {
    if (this.dispatchEvent(new Event('reset', { bubbles: true, cancelable: true }))) reset.call(this);
  };
}

let root: Root | undefined;

/** Renders into an empty document and gives its body. For tests in a DOM environment. */
export async function render(node: ReactNode): Promise<HTMLElement> {
  await unmount();
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  root = createRoot(container);
  await act(async () => root?.render(node));
  return document.body;
}

/** Takes away what `render` made. */
export async function unmount(): Promise<void> {
  await act(async () => root?.unmount());
  root = undefined;
}

/** The element that matches; throws when there is none. */
export function get<Found extends Element = HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`nothing matches ${selector} in ${document.body.innerHTML}`);
  return found;
}

/** The button with exactly this text. */
export function getButton(text: string): HTMLButtonElement {
  const found = Array.from(document.querySelectorAll('button')).find((button) => button.textContent === text);
  if (!found) throw new Error(`no button says ${text} in ${document.body.innerHTML}`);
  return found;
}

/** Clicks and waits until React is done. */
export async function click(element: HTMLElement): Promise<void> {
  await act(async () => element.click());
}

/** Types into a field as a person would: the setter of the prototype is what React listens to. */
export async function type(element: HTMLInputElement, text: string): Promise<void> {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set;
  await act(async () => {
    setter?.call(element, text);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
