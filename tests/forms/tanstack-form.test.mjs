// TanStack Form in React, with the schema as validator of the form.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertShown, closePage, newPlace } from './dom.mjs';
import { MENDED, MESSAGES, rightDraft, wrongDraft } from './posts.mjs';
import { snippetWith } from './snippet.mjs';

const { act, createElement: h } = await import('react');
const { createRoot } = await import('react-dom/client');
const { usePostForm } = await snippetWith('@tanstack/react-form');

after(closePage);

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

test('an issue of a platform is shown at its field, and a valid post is submitted', async () => {
  const published = [];
  let form;
  const { place, enter, submit, shown } = newPlace();
  const root = createRoot(place);
  const draft = wrongDraft();
  await act(async () =>
    root.render(h(Composer, { draft, publish: post => published.push(post), keep: made => (form = made) })),
  );

  await act(async () => submit());
  assertShown(shown, MESSAGES);
  assert.deepEqual(published, []);
  // A field gets whole issues, so that a form can show the limit or the hint.
  const [{ code, limit, actual }] = form.getFieldMeta(FIELDS.content).errors;
  assert.deepEqual({ code, limit, actual }, { code: 'twitter.text.too_long', limit: 280, actual: 281 });

  await act(async () => enter('content', MENDED.content));
  assert.equal(shown('content'), '');
  assertShown(shown, { privacyLevel: MESSAGES.privacyLevel, title: MESSAGES.title });
  await act(async () => enter('privacyLevel', MENDED.privacyLevel));
  await act(async () => enter('title', MENDED.title));
  await act(async () => submit());
  assert.deepEqual(published, [rightDraft()]);
  await act(async () => root.unmount());
});
