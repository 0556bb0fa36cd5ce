// TanStack Form in React, with the schema as the form's own validator.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertErrors, closeWindow, createContainer } from './dom.mjs';
import { FIXES, MESSAGES, validDraft, invalidDraft } from './posts.mjs';
import { importSnippet } from './snippet.mjs';

const { act, createElement: h } = await import('react');
const { createRoot } = await import('react-dom/client');
const { usePostForm } = await importSnippet('@tanstack/react-form');

after(closeWindow);

const FIELDS = {
  content: 'content',
  privacyLevel: 'platforms[1].platformSpecificData.privacyLevel',
  title: 'platforms[2].platformSpecificData.title',
};

function Composer({ draft, publish, keep }) {
  const form = usePostForm(draft, publish);
  keep(form);
  const onSubmit = event => {
    event.preventDefault();
    return form.handleSubmit();
  };
  return h(
    'form',
    { onSubmit },
    Object.entries(FIELDS).map(([name, path]) =>
      h(form.Field, { key: name, name: path }, field => [
        h('input', {
          key: 'input',
          'data-field': name,
          value: field.state.value,
          onChange: event => field.handleChange(event.target.value),
        }),
        h('p', { key: 'error', 'data-error': name }, field.state.meta.errors.map(({ message }) => message).join(' ')),
      ]),
    ),
  );
}

test('each field shows its error, and a valid post is submitted', async () => {
  const published = [];
  let form;
  const { container, enter, submit, errorText } = createContainer();
  const root = createRoot(container);
  const draft = invalidDraft();
  await act(async () =>
    root.render(h(Composer, { draft, publish: post => published.push(post), keep: made => (form = made) })),
  );

  await act(async () => submit());
  assertErrors(errorText, MESSAGES);
  assert.deepEqual(published, []);
  // A field gets whole issues: a form can count down to the limit, or show the hint.
  const [{ code, limit, actual }] = form.getFieldMeta(FIELDS.content).errors;
  assert.deepEqual({ code, limit, actual }, { code: 'twitter.text.too_long', limit: 280, actual: 281 });

  await act(async () => enter('content', FIXES.content));
  assert.equal(errorText('content'), '');
  assertErrors(errorText, { privacyLevel: MESSAGES.privacyLevel, title: MESSAGES.title });
  await act(async () => enter('privacyLevel', FIXES.privacyLevel));
  await act(async () => enter('title', FIXES.title));
  await act(async () => submit());
  assert.deepEqual(published, [validDraft()]);
  await act(async () => root.unmount());
});
