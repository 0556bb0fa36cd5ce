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
// Makes React report changes outside of act().
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

export const closePage = () => window.happyDOM.close();

/** A container in the page, with the actions of a user. */
export function newPlace() {
  const place = window.document.createElement('div');
  window.document.body.append(place);
  const named = name => place.querySelector(`[data-field="${name}"]`);
  return {
    place,
    /** Uses the setter of the class: React replaces the one of the element, to tell who changed the value. */
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

/** Each message is at its field. */
export function assertShown(shown, messages) {
  for (const [name, message] of Object.entries(messages)) assert.match(shown(name), message, name);
}
