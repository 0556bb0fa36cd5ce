// Elements without a framework. Text is always set as text, never as HTML.

export const $ = (id) => document.getElementById(id);

/** `el('button', { class: 'primary', onclick }, 'Send')`. `false`, `null` and `undefined` leave an attribute or a child out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'value' || key === 'checked' || key === 'disabled') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** The square with a platform's letters and colour. */
export const mark = (platform) => el('span', { class: `mark mark-${platform}`, 'aria-hidden': 'true' });

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
