// A page for forms: its globals, and a user who types, chooses and clicks.
import assert from 'node:assert/strict';
import { Window } from 'happy-dom';

const window = new Window({ url: 'https://app.example/compose' });
const needed = [
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
for (const name of needed)
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
globalThis.window = window;
// React then says where something changed outside of act().
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

export const closePage = () => window.happyDOM.close();

/** A place of its own in the page, and what a user does and sees in it. */
export function newPlace() {
  const place = window.document.createElement('div');
  window.document.body.append(place);
  const named = name => place.querySelector(`[data-field="${name}"]`);
  return {
    place,
    /** Through the setter of the class: React puts its own on the element, to tell whose change it was. */
    enter(name, text) {
      const field = named(name);
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, text);
      field.dispatchEvent(new window.Event('input', { bubbles: true }));
    },
    submit: () =>
      place.querySelector('form').dispatchEvent(new window.Event('submit', { bubbles: true, cancelable: true })),
    shown: name => place.querySelector(`[data-error="${name}"]`).textContent,
  };
}

/** Each message stands at its field. */
export function assertShown(shown, messages) {
  for (const [name, message] of Object.entries(messages)) assert.match(shown(name), message, name);
}
