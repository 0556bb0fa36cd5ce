// A DOM for form libraries, and a simulated user.
import assert from 'node:assert/strict';
import { Window } from 'happy-dom';

const window = new Window({ url: 'https://app.example/compose' });
const GLOBALS = [
  'document',
  'navigator',
  'location',
  'Node',
  'Element',
  'HTMLElement',
  'HTMLIFrameElement',
  'SVGElement',
  'MathMLElement',
  'ShadowRoot',
  'Event',
  'requestAnimationFrame',
  'cancelAnimationFrame',
];
for (const name of GLOBALS)
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
globalThis.window = window;
// React then warns of updates outside act().
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

export const closeWindow = () => window.happyDOM.close();

/** Adds a container to the document, with methods to use the form in it. */
export function createContainer() {
  const container = window.document.createElement('div');
  window.document.body.append(container);
  const fieldOf = name => container.querySelector(`[data-field="${name}"]`);
  return {
    container,
    /** Uses the setter of the class, because React replaces the setter of the element. */
    enter(name, text) {
      const field = fieldOf(name);
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, text);
      field.dispatchEvent(new window.Event('input', { bubbles: true }));
    },
    submit: () =>
      container.querySelector('form').dispatchEvent(new window.Event('submit', { bubbles: true, cancelable: true })),
    errorText: name => container.querySelector(`[data-error="${name}"]`).textContent,
  };
}

/** Asserts that each field shows its message. */
export function assertErrors(errorText, messages) {
  for (const [name, message] of Object.entries(messages)) assert.match(errorText(name), message, name);
}
